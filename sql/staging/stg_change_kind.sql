-- 变化, with the words pages show and their order. Grain: one row a kind of change. Stored. Reads: code_label.
create or replace table stg_change_kind as
select code as change, label as change_label, ordinal as change_order
from code_label
where dimension = 'change'
