-- 账实相符: facts that two sources state. Grain: one row a fact and the two places that state it. Stored.
-- Reads: stg_pair_status, stg_pair_deadline, stg_pair_toilet, stg_pair_fund, stg_pair_paid_share, stg_pair_indicator.
create or replace table stg_fact_pair as
select pair_id, kind, township, subject, plan_id, issue_id, source_id, stated_place, stated, other_source_id, other_place, other,
       is_equal, span_start, span_end
from stg_pair_status
union all
select pair_id, kind, township, subject, plan_id, issue_id, source_id, stated_place, stated, other_source_id, other_place, other,
       is_equal, span_start, span_end
from stg_pair_deadline
union all
select pair_id, kind, township, subject, plan_id, issue_id, source_id, stated_place, stated, other_source_id, other_place, other,
       is_equal, span_start, span_end
from stg_pair_toilet
union all
select pair_id, kind, township, subject, plan_id, issue_id, source_id, stated_place, stated, other_source_id, other_place, other,
       is_equal, span_start, span_end
from stg_pair_fund
union all
select pair_id, kind, township, subject, plan_id, issue_id, source_id, stated_place, stated, other_source_id, other_place, other,
       is_equal, span_start, span_end
from stg_pair_paid_share
union all
select pair_id, kind, township, subject, plan_id, issue_id, source_id, stated_place, stated, other_source_id, other_place, other,
       is_equal, span_start, span_end
from stg_pair_indicator
