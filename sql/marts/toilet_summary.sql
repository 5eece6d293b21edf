-- 厕所数合计. Grain: one row, of all chosen townships with toilet figures.
-- Reads: toilet_funnel (follows townships, villages and as_of only). Counts of toilets, each the sum over the townships that state it;
-- *_township_count says how many do. A rate (0-100) is of those townships alone whose two counts stand and hold one another; its
-- numerator and base are the sums over just these. The rate of rectified toilets leaves doubtful townships out too: a text that
-- contradicts itself would make it look better than anybody says.
-- is_nested: all townships state the same steps, and in none is a step larger than the one before it.
create or replace view toilet_summary as
with summed as (
    select count(*) as township_count,
           sum(surveyed_count)::bigint as surveyed_count,
           sum(funded_count)::bigint as funded_count,
           sum(problem_count)::bigint as problem_count,
           sum(rectified_count)::bigint as rectified_count,
           count(surveyed_count) as surveyed_township_count,
           count(funded_count) as funded_township_count,
           count(problem_count) as problem_township_count,
           count(rectified_count) as rectified_township_count,
           (sum(problem_count) filter (where problem_count <= funded_count))::bigint as problem_in_funded_count,
           (sum(funded_count) filter (where problem_count <= funded_count))::bigint as funded_base_count,
           (sum(problem_count) filter (where problem_count <= surveyed_count))::bigint as problem_in_surveyed_count,
           (sum(surveyed_count) filter (where problem_count <= surveyed_count))::bigint as surveyed_base_count,
           (sum(rectified_count) filter (where rectified_count <= problem_count and not is_doubtful))::bigint as rectified_in_problem_count,
           (sum(problem_count) filter (where rectified_count <= problem_count and not is_doubtful))::bigint as problem_base_count,
           count(*) filter (where is_doubtful) as doubtful_count,
           coalesce(bool_and(is_nested), false) as are_all_nested
    from toilet_funnel
)
select township_count, surveyed_count, funded_count, problem_count, rectified_count,
       surveyed_township_count, funded_township_count, problem_township_count, rectified_township_count,
       problem_in_funded_count, funded_base_count, problem_in_surveyed_count, surveyed_base_count,
       rectified_in_problem_count, problem_base_count,
       share_pct(problem_in_funded_count, funded_base_count) as problem_of_funded_pct,
       share_pct(problem_in_surveyed_count, surveyed_base_count) as problem_of_surveyed_pct,
       share_pct(rectified_in_problem_count, problem_base_count) as rectified_of_problem_pct,
       doubtful_count,
       are_all_nested
       and surveyed_township_count in (0, township_count)
       and funded_township_count in (0, township_count)
       and problem_township_count in (0, township_count)
       and rectified_township_count in (0, township_count) as is_nested
from summed
