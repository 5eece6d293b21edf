-- 期间的第一天不晚于最后一天; 有到期日的问题有时限
-- Returns: table, row, both days. Reads: period, indicator, issue.
select 'period' as place, plan_id || ' ' || wording as row_id, period_from, period_to
from period
where period_from > period_to
union all
select 'indicator', indicator_id, period_from, period_to
from indicator
where period_from > period_to
union all
select 'issue', issue_id, null, due_on
from issue
where due_on is not null and deadline_code is null
