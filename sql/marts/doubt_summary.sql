-- 数据存疑概况. Grain: one row. How many audits of the chosen townships found that something does not hold, and in how many sources.
-- Reads: audit_register (follows townships and documents only).
create or replace view doubt_summary as
select count(*) as audit_count,
       count(*) filter (where not is_ok) as doubt_count,
       count(distinct source_id) filter (where not is_ok) as source_count,
       count(distinct issue_id) filter (where not is_ok) as issue_count
from audit_register
