-- 厕所整改漏斗. Grain: one row a township with toilet figures.
-- Reads: stg_toilet, stg_issue. Follows townships, villages and as_of only: a toilet table knows no issue. With villages chosen what the
-- township's document says is left out: it speaks of the whole township.
-- Counts of toilets; rates 0-100, each with its base in its name. is_nested: no step is larger than the one before it.
-- The issue is the township's 厕所改革 issue (a theme of data/vocabulary/themes.csv, named in SQL only here), one with a failed
-- audit first. Doubtful: its doubts, those of the figures and their table, and steps that are not nested (a rate above 100).
create or replace view toilet_funnel as
with toilet_issue as (
    select township, issue_id, doubts
    from stg_issue
    where theme = '厕所改革'
      and getvariable('villages') is null
      and (known_from is null or known_from <= coalesce(getvariable('as_of')::date, current_date))
    qualify row_number() over (partition by township order by doubts is null, plan_id, ordinal) = 1
),
stepped as (
    select t.township, t.as_of, t.surveyed_count, t.funded_count, t.problem_count, t.rectified_count,
           list_filter([t.surveyed_count, t.funded_count, t.problem_count, t.rectified_count], lambda n: n is not null) as steps,
           steps = list_reverse_sort(steps) as is_nested,
           nullif(concat_ws(
               chr(10), i.doubts, t.doubts,
               case when not is_nested then
                   '各级不逐级包含: ' || concat_ws('、', '摸排 ' || t.surveyed_count, '财政支持 ' || t.funded_count,
                                                   '问题 ' || t.problem_count, '自报已整改 ' || t.rectified_count)
               end
           ), '') as doubts,
           i.issue_id, t.note, t.file, t.source_id, t.sheet, t.row_number
    from stg_toilet as t
    left join toilet_issue as i using (township)
)
select township, as_of, surveyed_count, funded_count, problem_count, rectified_count,
       share_pct(problem_count, funded_count) as problem_of_funded_pct,
       share_pct(problem_count, surveyed_count) as problem_of_surveyed_pct,
       share_pct(rectified_count, problem_count) as rectified_of_problem_pct,
       is_nested,
       doubts is not null as is_doubtful,
       doubts, issue_id, note, file, source_id, sheet, row_number
from stepped
