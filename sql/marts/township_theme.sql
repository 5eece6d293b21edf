-- 乡镇 × 主题. Grain: one row a township and theme that have a chosen issue.
-- Reads: stg_issue_chosen (follows every filter). Counts of issues.
create or replace view township_theme as
select township,
       theme,
       count(*) as issue_count,
       count(*) filter (where is_reported) as reported_count,
       count(*) filter (where is_done) as done_count
from stg_issue_chosen
group by township, theme
