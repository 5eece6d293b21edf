-- 数据存疑的问题. Grain: one row an issue with at least one failed audit. Stored.
-- Reads: stg_audit. doubts: the messages, one a line.
create or replace table stg_issue_doubt as
select issue_id,
       count(*) as doubt_count,
       string_agg(distinct message, chr(10) order by message) as doubts
from stg_audit
where not is_ok and issue_id is not null
group by issue_id
