-- 支付快慢的规则. Grain: one row a pace. Reads: stg_pace. Follows no filter.
create or replace view pace_rule as
select pace_label, rule as pace_rule, pace_order
from stg_pace
