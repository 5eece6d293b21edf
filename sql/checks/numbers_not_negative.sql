-- 金额和计数不为负
-- Returns: table, row, value. Reads: amount, fund, toilet, plan, indicator (counts of documents only: a ratio may fall, and an
-- indicator of a table may be a growth or a balance).
with number as (
    select 'amount' as place, amount_id as row_id, amount_yuan::double as value from amount
    union all
    select 'indicator', indicator_id, value from indicator where kind = 'count' and origin = 'document'
    union all
    select 'toilet', township || coalesce(village, ''), least(surveyed_count, funded_count, problem_count, rectified_count)
    from toilet
    union all
    select 'fund', project,
           least(planned_yuan, arrived_yuan, paid_yuan, dividend_due_yuan, dividend_paid_yuan,
                 household_count::decimal(18, 2), person_count::decimal(18, 2))::double
    from fund
    union all
    select 'plan', plan_id, least(char_count, unclaimed_char_count, char_count - unclaimed_char_count) from plan
)
select place, row_id, value
from number
where value < 0
