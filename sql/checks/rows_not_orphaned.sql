-- 每一行所属的来源、方案、问题、核验都在
-- Returns: table, the key that leads nowhere. Reads: every table with keys. A row without a key (an indicator of a table is of no
-- plan) leads nowhere wrong; said here, because null is in no list, not even in an empty one.
with source_key as (
    select 'source_text' as place, source_id from source_text
    union all
    select 'source_page', source_id from source_page
    union all
    select 'plan', source_id from plan
    union all
    select 'issue', source_id from issue
    union all
    select 'measure', source_id from measure
    union all
    select 'assignment', source_id from assignment
    union all
    select 'status', source_id from status
    union all
    select 'progress', source_id from progress
    union all
    select 'amount', source_id from amount
    union all
    select 'indicator', source_id from indicator
    union all
    select 'period', source_id from period
    union all
    select 'toilet', source_id from toilet
    union all
    select 'toilet_item', source_id from toilet_item
    union all
    select 'fund', source_id from fund
    union all
    select 'audit', source_id from audit
    union all
    select 'audit_span', source_id from audit_span
    union all
    select 'unclaimed', source_id from unclaimed
    union all
    select 'reject', source_id from reject
    union all
    select 'correction', source_id from correction
    union all
    select 'sheet_heading', source_id from sheet_heading
    union all
    select 'sheet_row', source_id from sheet_row
),
plan_key as (
    select 'issue' as place, plan_id from issue
    union all
    select 'amount', plan_id from amount
    union all
    select 'indicator', plan_id from indicator
    union all
    select 'period', plan_id from period
    union all
    select 'audit', plan_id from audit
    union all
    select 'unclaimed', plan_id from unclaimed
    union all
    select 'correction', plan_id from correction
),
issue_key as (
    select 'measure' as place, issue_id from measure
    union all
    select 'assignment', issue_id from assignment
    union all
    select 'status', issue_id from status
    union all
    select 'progress', issue_id from progress
    union all
    select 'amount', issue_id from amount
    union all
    select 'indicator', issue_id from indicator
    union all
    select 'period', issue_id from period
    union all
    select 'audit', issue_id from audit
    union all
    select 'correction', issue_id from correction
)
select distinct place, 'source_id' as key_name, source_id as key_value
from source_key
where source_id not in (select source_id from source_file)
union all
select distinct place, 'plan_id', plan_id
from plan_key
where plan_id is not null and plan_id not in (select plan_id from plan)
union all
select distinct place, 'issue_id', issue_id
from issue_key
where issue_id is not null and issue_id not in (select issue_id from issue)
union all
select distinct 'audit_span', 'audit_id', audit_id
from audit_span
where audit_id not in (select audit_id from audit)
union all
select 'plan', 'source_text', source_id
from plan
where source_id not in (select source_id from source_text)
