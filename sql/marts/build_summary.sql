-- 批次. Grain: one row, this build.
-- Reads: build, issue, stg_audit, correction. Follows no filter. finished_at: Beijing time (UTC+8; China has one zone and no summer time).
create or replace view build_summary as
select b.build_id,
       b.finished_at + interval 8 hours as finished_at,
       b.document_count,
       b.table_count,
       b.failed_count,
       b.reject_count,
       (select count(*) from issue) as issue_count,
       (select count(*) from stg_audit) as audit_count,
       (select count(*) from stg_audit where not is_ok) as doubt_count,
       (select count(distinct correction_line) from correction) as correction_count,
       b.is_synthetic
from build as b
