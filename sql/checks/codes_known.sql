-- 每个代码都在 warehouse/labels.py 里
-- Returns: dimension, code, how often. Open lists (audit_rule, per) are not held to it: an unknown one reads 未收录.
-- unreported is the absence of a status row, so no row may say it.
with used as (
    select 'status' as dimension, status as code from status
    union all
    select 'status', status from progress where status is not null
    union all
    select 'match', matched_by from progress
    union all
    select 'unit_role', role from assignment
    union all
    select 'amount_role', role from amount
    union all
    select 'scope', scope from amount
    union all
    select 'scope', scope from indicator
    union all
    select 'deadline', deadline_code from issue where deadline_code is not null
    union all
    select 'issue_kind', kind from issue
    union all
    select 'evidence_kind', kind from indicator
    union all
    select 'source_kind', origin from status
    union all
    select 'source_kind', origin from indicator
    union all
    select 'source_kind', kind from source_file
    union all
    select 'source_state', state from source_file
    union all
    select 'severity', severity from reject
)
select u.dimension, u.code, count(*) as row_count
from used as u
left join code_label as l on l.dimension = u.dimension and l.code = u.code
where l.code is null or (u.dimension = 'status' and u.code = 'unreported')
group by u.dimension, u.code
