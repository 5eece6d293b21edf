-- 厕所页的选项. Grain: one row a village or type of problem that tables of toilets name: what 厕所整改 can be narrowed to.
-- Reads: toilet, toilet_item. Follows townships only.
create or replace view toilet_option as
with named as (
    select 'village' as dimension, township, village as value from toilet
    union all
    select 'village', township, village from toilet_item
    union all
    select 'problem_type', township, unnest(if(len(problem_types) = 0, ['未注明类型'], problem_types)) from toilet_item where is_problem
)
select dimension, value
from named
where value is not null
  and (getvariable('townships') is null or list_contains(getvariable('townships')::varchar[], township))
group by dimension, value
