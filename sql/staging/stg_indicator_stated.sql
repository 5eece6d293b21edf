-- What indicator tables state. Grain: one row a value.
-- Reads: indicator, build, and the reader's townships, documents, scopes and as_of: a period that ended after that day is not there yet.
-- The choice stands at the table itself, before anything is joined: of a nation's millions of values only the blocks of the chosen
-- townships are read.
create or replace view stg_indicator_stated as
select coalesce(township, '未注明乡镇') as township,
       village, subject, unit, kind, value, scope, is_approx, period_from, period_to, wording, source_id, sheet, row_number
from indicator
where origin = 'table'
  and (getvariable('townships') is null or list_contains(getvariable('townships')::varchar[], coalesce(township, '未注明乡镇')))
  and (getvariable('documents') is null or list_contains(getvariable('documents')::varchar[], source_id))
  and (getvariable('scopes') is null or list_contains(getvariable('scopes')::varchar[], scope))
  and coalesce(
      if(period_to <= (select finished_at::date + 1 from build), period_to, null) <= coalesce(getvariable('as_of')::date, current_date),
      true
  )
