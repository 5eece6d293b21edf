-- 文档里的厕所数. Grain: one row a document, township and count (surveyed … rectified) that it states with one number.
-- Stored by source. Reads: indicator, issue, stg_plan. Which count an indicator is, is told by the words of what it counts; a document that gives a
-- count several numbers (of several places or days) says no one number to compare.
create or replace table stg_toilet_stated as
with named as (
    select n.plan_id, n.issue_id, n.source_id, n.township, n.value, n.wording, n.span_start, n.span_end,
           case
               when n.subject like '%财政%' then 'funded'
               when n.subject like '%整改%' or n.subject like '%改完%' then 'rectified'
               when n.subject like '%问题%' then 'problem'
               when n.subject like '%摸排%' or n.subject like '%排查%' then 'surveyed'
           end as measure
    from indicator as n
    join issue as i using (issue_id)
    where i.theme = '厕所改革'
      and n.origin = 'document'
      and n.kind = 'count'
      and n.scope = 'own'
      and n.unit in ('个', '座', '间', '户', '处')
      and n.township is not null
      and n.village is null
)
select n.plan_id,
       n.township,
       n.measure,
       min(n.issue_id) as issue_id,
       min(n.source_id) as source_id,
       p.file,
       min(n.value)::bigint as stated_count,
       min(n.wording) as wording,
       min(n.span_start) as span_start,
       arg_min(n.span_end, n.span_start) as span_end
from named as n
join stg_plan as p using (plan_id)
where n.measure is not null
group by n.plan_id, n.township, n.measure, p.file
having count(distinct n.value) = 1
