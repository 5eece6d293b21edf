-- Whether the reader set no filter of issues, so that what belongs to no issue may be shown. Grain: one row.
-- Reads: the reader's categories, themes, departments, roles, statuses, due_codes, periods. Townships, documents and as_of do
-- not matter here: what stands outside any issue has them too.
create or replace view stg_whole_chosen as
select getvariable('categories') is null
       and getvariable('themes') is null
       and getvariable('departments') is null
       and getvariable('roles') is null
       and getvariable('statuses') is null
       and getvariable('due_codes') is null
       and getvariable('periods') is null as is_whole
