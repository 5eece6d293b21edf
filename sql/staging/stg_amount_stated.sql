-- 本乡镇金额第一次写在哪里. Grain: one row a township, sum, family of roles and per, with the words that state it first. Stored.
-- Reads: stg_amount. What a sum of a fund table is looked up in, to show the words of the document that states it too.
create or replace table stg_amount_stated as
select township, amount_yuan, role_family, per, source_id, issue_id, wording, span_start, span_end
from stg_amount
where scope = 'own'
qualify row_number() over (partition by township, amount_yuan, role_family, per order by is_part, is_repeat, source_id, span_start) = 1
