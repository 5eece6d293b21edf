-- 各用途金额. Grain: one row a township, scope and role. Scopes are never added to each other.
-- Reads: stg_amount_chosen (follows every filter). total_yuan: facts counted per total only; a repeated statement counts once,
-- a part of a total stated in its sentence not again.
create or replace view amount_by_role as
select township,
       scope,
       scope_label,
       role,
       role_label,
       count(*) as mention_count,
       count(*) filter (where is_counted) as fact_count,
       (sum(amount_yuan) filter (where is_counted and per = 'total'))::decimal(18, 2) as total_yuan
from stg_amount_chosen
group by township, scope, scope_label, role, role_label
