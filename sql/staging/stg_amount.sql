-- 金额, with its labels and the sentence it stands in. Grain: one row an amount in a text. Stored.
-- Reads: amount, stg_plan, source_text, code_label. amount_yuan in yuan.
-- The sentence runs between full stops or line ends, at most 300 characters to each side.
create or replace table stg_amount as
select a.amount_id,
       a.plan_id,
       a.issue_id,
       a.source_id,
       p.file,
       coalesce(a.township, p.township) as township,
       p.plan_name,
       a.amount_yuan,
       a.is_approx,
       a.role,
       coalesce(role.label, a.role) as role_label,
       a.scope,
       coalesce(scope.label, a.scope) as scope_label,
       a.per,
       coalesce(per.label, a.per) as per_label,
       a.wording,
       a.is_repeat,
       trim(
           regexp_extract(substring(t.text, greatest(a.span_start - 299, 1), least(a.span_start, 300)), '[^。！？\r\n]*$')
           || a.wording
           || regexp_extract(substring(t.text, a.span_end + 1, 300), '^[^。！？\r\n]*[。！？]?')
       ) as sentence,
       a.span_start,
       a.span_end
from amount as a
join stg_plan as p using (plan_id)
left join source_text as t on t.source_id = a.source_id
left join code_label as role on role.dimension = 'amount_role' and role.code = a.role
left join code_label as scope on scope.dimension = 'scope' and scope.code = a.scope
left join code_label as per on per.dimension = 'per' and per.code = a.per
order by coalesce(a.township, p.township), a.plan_id, a.span_start
