-- 金额明细. Grain: one row an amount in a text.
-- Reads: stg_amount_chosen (follows every filter; amounts outside any issue only while no filter of issues is set). Yuan.
create or replace view amount_register as
select amount_id, township, plan_name, issue_id, issue_no, issue_title, wording, sentence, amount_yuan, is_approx,
       scope, scope_label, role, role_label, per, per_label, is_repeat, is_part, source_id, span_start, span_end
from stg_amount_chosen
