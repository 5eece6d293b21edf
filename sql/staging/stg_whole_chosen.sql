-- Whether the reader set no filter of issues, so that what belongs to no issue may be shown. Grain: one row.
-- Reads: the reader's categories, themes, departments, statuses. Townships and as_of do not matter here.
create or replace view stg_whole_chosen as
select getvariable('categories') is null
       and getvariable('themes') is null
       and getvariable('departments') is null
       and getvariable('statuses') is null as is_whole
