-- 每个标识只有一行
-- Returns: table, id and how often it stands there. A content that was given twice is read once.
-- Each table is grouped by itself: the ids of all of a nation's tables at once do not fit the memory a build may take.
select 'source_file' as place, source_id as row_id, count(*) as row_count
from source_file
group by source_id
having count(*) > 1
union all
select 'source_text', source_id, count(*)
from source_text
group by source_id
having count(*) > 1
union all
select 'plan', plan_id, count(*)
from plan
group by plan_id
having count(*) > 1
union all
select 'plan.source_id', source_id, count(*)
from plan
group by source_id
having count(*) > 1
union all
select 'issue', issue_id, count(*)
from issue
group by issue_id
having count(*) > 1
union all
select 'measure', issue_id || ' ' || ordinal, count(*)
from measure
group by issue_id, ordinal
having count(*) > 1
union all
select 'amount', amount_id, count(*)
from amount
group by amount_id
having count(*) > 1
union all
select 'indicator', indicator_id, count(*)
from indicator
group by indicator_id
having count(*) > 1
union all
select 'audit', audit_id, count(*)
from audit
group by audit_id
having count(*) > 1
union all
select 'audit_span', audit_id || ' ' || ordinal, count(*)
from audit_span
group by audit_id, ordinal
having count(*) > 1
