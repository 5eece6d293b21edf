-- 资金支付快慢, with the words and the rule pages show. Grain: one row a pace, the worst first. Stored. Reads: nothing.
-- behind_points: how many percentage points behind the schedule it begins at (null: not told by them). Which project has which pace:
-- fund_progress.
create or replace table stg_pace as
select pace, pace_label, rule, behind_points::double as behind_points, pace_order::bigint as pace_order
from (
    values ('overdue', '逾期未付完', '完工日已过, 支付率不到 100%', null, 1),
           ('far_behind', '滞后', '比时间进度落后 30 个百分点以上', 30, 2),
           ('behind', '偏慢', '比时间进度落后 10 至 30 个百分点', 10, 3),
           ('on_schedule', '按进度', '落后不到 10 个百分点', 0, 4),
           ('paid', '已付完', '支付率达到 100%', null, 5),
           ('undated', '无时间进度', '没有写开工和完工时间, 或没有写支出: 不分快慢', null, 6)
) as rule(pace, pace_label, rule, behind_points, pace_order)
