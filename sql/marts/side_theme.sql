-- 对照: 各主题. Grain: one row a side (plan or township) and theme with a chosen issue.
-- Reads: stg_side (follows every filter).
create or replace view side_theme as
select side_kind, side, side_label, theme,
       count(*) as issue_count,
       sum(measure_count)::bigint as measure_count,
       count(due_on) as dated_count
from stg_side
group by side_kind, side, side_label, theme
