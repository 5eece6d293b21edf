-- 数据存疑的表. Grain: one row a sheet of a source and a township of which an audit failed. Stored.
-- Reads: stg_audit. doubts: the messages, one a line. Audits of issues are in stg_issue_doubt.
create or replace table stg_table_doubt as
select source_id, sheet, township, string_agg(distinct message, chr(10) order by message) as doubts
from stg_audit
where not is_ok and plan_id is null
group by source_id, sheet, township
