-- 厕所清零进度. Grain: one row a township with toilet figures.
-- Reads: toilet_funnel, toilet_by_village (both follow townships, villages and as_of only). Counts of toilets and villages; rates 0-100.
-- Where no village is told, their counts are empty. cleared_village_pct: of the villages with problems and both counts. Where the figures are doubtful nothing is called cleared.
create or replace view toilet_clearance as
with villages as (
    select township,
           count(*) as village_count,
           count(*) filter (where problem_count > 0) as problem_village_count,
           count(*) filter (where clearance = '已清零') as cleared_village_count,
           count(*) filter (where clearance = '没有填全') as unknown_village_count,
           max(days_open) as longest_open_days
    from toilet_by_village
    group by township
)
select t.township, t.as_of, t.problem_count, t.rectified_count,
       t.problem_count - t.rectified_count as open_count,
       v.village_count, v.problem_village_count, v.cleared_village_count, v.unknown_village_count,
       share_pct(v.cleared_village_count, v.problem_village_count) as cleared_village_pct,
       v.longest_open_days,
       case
           when t.is_doubtful then '数据存疑'
           when t.problem_count = 0 then '没有问题'
           when t.problem_count is null or t.rectified_count is null then '没有填全'
           when t.rectified_count >= t.problem_count then '已清零'
           else '未清零'
       end as clearance,
       t.is_doubtful
from toilet_funnel as t
left join villages as v using (township)
