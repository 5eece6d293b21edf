-- 核验明细. Grain: one row an audit.
-- Reads: stg_audit. Follows townships only: an audit may concern a whole document.
create or replace view audit_register as
select audit_id, township, file, issue_id, issue_title, rule, rule_label, is_ok, is_corrected, result_label, stated, computed, message,
       wordings, plan_id, source_id, span_start, span_end
from stg_audit
where getvariable('townships') is null or list_contains(getvariable('townships')::varchar[], township)
