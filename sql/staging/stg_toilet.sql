-- 厕所数 of the townships at the as-of date. Grain: one row a township.
-- Reads: stg_toilet_latest (follows townships, villages and as_of). Counts of toilets. The villages' sums stand when there
-- is no total, or when they are as recent and cover it: a sum in every column the total has, and no fewer toilets in its first.
-- Else the total stands, with a doubt if the villages are as recent. Both together would count a toilet twice.
-- A column that only some villages have has no sum; doubts says so, with what those have.
create or replace view stg_toilet as
with summed as (
    select township,
           is_village,
           max(as_of) as as_of,
           count(*) as row_count,
           [count(surveyed_count), count(funded_count), count(problem_count), count(rectified_count)] as filled_counts,
           [sum(surveyed_count), sum(funded_count), sum(problem_count), sum(rectified_count)]::bigint[] as sums,
           string_agg(distinct note, chr(10) order by note) as note,
           string_agg(distinct doubts, chr(10) order by doubts) as doubts,
           string_agg(distinct file, '、' order by file) as file,
           -- the one row that says these figures; none where villages or toilets were counted
           case when count(*) = 1 and not bool_or(is_of_register)
                then max({source_id: source_id, sheet: sheet, row_number: row_number}) end as place
    from stg_toilet_latest
    group by township, is_village
),
figured as (
    select township, is_village, as_of, row_count, note, file, place,
           list_transform([1, 2, 3, 4], lambda n: if(filled_counts[n] = row_count, sums[n], null)) as counts,
           nullif(concat_ws(
               chr(10),
               doubts,
               nullif(array_to_string(list_transform(
                   list_filter([1, 2, 3, 4], lambda n: filled_counts[n] between 1 and row_count - 1),
                   lambda n: ['摸排', '财政支持', '问题', '自报已整改'][n] || ': ' || row_count || '个村中只有 ' || filled_counts[n]
                             || ' 个填了数 (合计 ' || format('{:,}', sums[n]) || '), 全乡数不成立'
               ), chr(10)), '')
           ), '') as doubts
    from summed
),
compared as (
    select township, is_village, as_of, row_count, counts, note, file, place, doubts,
           lag(as_of) over own as total_as_of,
           lag(counts) over own as total_counts,
           lead(as_of) over own as villages_as_of,
           lead(row_count) over own as village_count,
           lead(counts) over own as village_counts
    from figured
    window own as (partition by township order by is_village)
),
covering as (
    select township, is_village, as_of, counts, note, file, place, doubts,
           villages_as_of, village_count, village_counts,
           is_village
           and coalesce(as_of, date '0001-01-01') >= coalesce(total_as_of, date '0001-01-01')
           and (total_counts is null
                or (len(list_filter([1, 2, 3, 4], lambda n: total_counts[n] is not null and counts[n] is null)) = 0
                    and coalesce(list_filter(
                        list_transform([1, 2, 3, 4], lambda n: counts[n] >= total_counts[n]), lambda covers: covers is not null
                    )[1], true))) as is_covering
    from compared
)
select township, as_of,
       counts[1] as surveyed_count, counts[2] as funded_count, counts[3] as problem_count, counts[4] as rectified_count,
       note,
       nullif(concat_ws(
           chr(10),
           doubts,
           case when coalesce(villages_as_of, date '0001-01-01') >= coalesce(as_of, date '0001-01-01') and village_count > 0 then
               '村级数 (' || village_count || ' 个村, ' || coalesce(villages_as_of::varchar, '没有日期') || ') 没有填全, 或少于全乡合计: 各村摸排 '
               || coalesce(format('{:,}', village_counts[1]), '未填全') || ', 全乡合计 '
               || coalesce(format('{:,}', counts[1]), '未填') || ', 按全乡合计'
           end
       ), '') as doubts,
       file, place.source_id as source_id, place.sheet as sheet, place.row_number as row_number
from covering
qualify row_number() over (partition by township order by is_covering desc, is_village) = 1
