-- 两处都写的厕所数. Grain: one row a count and two sources: a document and a table, or a township's total and its villages on one day.
-- Stored. Reads: toilet, source_file, stg_toilet_stated. Of a table its latest figures are compared with the document: the township's
-- own total, and the sum of its villages where every village has the count. What was rectified grows: it is compared only with figures of
-- the document's own day (or of none). Reads stg_plan for that day.
create or replace table stg_pair_toilet as
with counted as (
    select township, as_of, source_id, sheet, row_number, village is not null as is_village,
           unnest([
               {measure: 'surveyed', label: '摸排', toilets: surveyed_count},
               {measure: 'funded', label: '财政支持', toilets: funded_count},
               {measure: 'problem', label: '问题', toilets: problem_count},
               {measure: 'rectified', label: '已整改', toilets: rectified_count}
           ]) as one
    from toilet
),
figure as (
    select c.township, c.as_of, c.source_id, c.is_village,
           one.measure as measure,
           min(one.label) as label,
           sum(one.toilets)::bigint as toilets,
           concat(min(f.file), ' ', '工作表“' || min(c.sheet) || '”',
                  if(c.is_village, count(*) || '个村之和', '第' || min(c.row_number) || '行'), ' ' || c.as_of) as place
    from counted as c
    join source_file as f using (source_id)
    group by c.township, c.as_of, c.source_id, c.is_village, one.measure
    having count(*) = count(one.toilets) and (c.is_village or count(*) = 1)
),
latest as (
    select township, as_of, source_id, is_village, measure, label, toilets, place
    from figure
    qualify row_number() over (partition by township, is_village, measure order by as_of desc nulls last, source_id) = 1
),
pairs as (
    select s.township, l.label, l.measure, s.plan_id, s.issue_id, s.source_id,
           s.file || ' 原文“' || s.wording || '”' as stated_place, s.stated_count as stated,
           l.source_id as other_source_id, l.place as other_place, l.toilets as other, s.span_start, s.span_end, l.is_village
    from stg_toilet_stated as s
    join latest as l using (township, measure)
    where measure <> 'rectified'
    union all
    select s.township, f.label, f.measure, s.plan_id, s.issue_id, s.source_id,
           s.file || ' 原文“' || s.wording || '”', s.stated_count, f.source_id, f.place, f.toilets, s.span_start, s.span_end, f.is_village
    from stg_toilet_stated as s
    join stg_plan as p using (plan_id)
    join figure as f on f.township = s.township and f.measure = s.measure and (f.as_of is null or f.as_of = p.known_from)
    where s.measure = 'rectified'
    union all
    select t.township, t.label, t.measure, null, null, t.source_id, t.place, t.toilets,
           v.source_id, v.place, v.toilets, null, null, true
    from figure as t
    join figure as v on v.township = t.township and v.measure = t.measure and v.as_of = t.as_of
    where not t.is_village and v.is_village
)
select substring(source_id, 1, 12) || '-t-' || row_number() over (
           partition by substring(source_id, 1, 12) order by township, plan_id, measure, is_village, other_source_id, stated_place, other_place
       ) as pair_id,
       'toilets' as kind,
       township,
       label || '厕所数' as subject,
       plan_id,
       issue_id,
       source_id,
       stated_place,
       stated::varchar as stated,
       other_source_id,
       other_place,
       other::varchar as other,
       stated = other as is_equal,
       span_start,
       span_end
from pairs
