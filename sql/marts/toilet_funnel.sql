-- 厕所整改漏斗. Grain: one row a township with toilet figures.
-- Reads: stg_toilet, stg_issue. Follows townships and as_of only: a toilet table knows no issue.
-- Counts of toilets; rates 0-100, each with its base in its name. is_nested: no step is larger than the one before it.
-- The issue is the township's 厕所改革 issue (a theme of data/vocabulary/themes.csv, named in SQL only here), one with a failed
-- audit first. Doubtful: its doubts, those of the figures and their table, and steps that are not nested (a rate above 100).
create or replace view toilet_funnel as
with toilet_issue as (
    select township, issue_id, doubts
    from stg_issue
    where theme = '厕所改革'
    qualify row_number() over (partition by township order by doubts is null, plan_id, ordinal) = 1
),
stepped as (
    select township,
           concat_ws('、', '摸排 ' || surveyed_count, '财政支持 ' || funded_count, '问题 ' || problem_count,
                     '自报已整改 ' || rectified_count) as said,
           list_filter([surveyed_count, funded_count, problem_count, rectified_count], lambda n: n is not null) as steps
    from stg_toilet
),
doubted as (
    select t.township,
           s.steps = list_reverse_sort(s.steps) as is_nested,
           nullif(concat_ws(
               chr(10), i.doubts, t.doubts,
               case when s.steps <> list_reverse_sort(s.steps) then '各级不逐级包含: ' || s.said end
           ), '') as doubts,
           i.issue_id
    from stg_toilet as t
    join stepped as s using (township)
    left join toilet_issue as i using (township)
)
select t.township,
       t.as_of,
       t.surveyed_count,
       t.funded_count,
       t.problem_count,
       t.rectified_count,
       round(100.0 * t.problem_count / nullif(t.funded_count, 0), 2)::double as problem_of_funded_pct,
       round(100.0 * t.problem_count / nullif(t.surveyed_count, 0), 2)::double as problem_of_surveyed_pct,
       round(100.0 * t.rectified_count / nullif(t.problem_count, 0), 2)::double as rectified_of_problem_pct,
       d.is_nested,
       d.doubts is not null as is_doubtful,
       d.doubts,
       d.issue_id,
       t.note,
       t.file,
       t.row_number
from stg_toilet as t
join doubted as d using (township)
