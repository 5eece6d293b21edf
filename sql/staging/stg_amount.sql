-- 金额, with its labels and the sentence it stands in. Grain: one row an amount in a text. Stored by source, sorted by township.
-- known_from: the day its document was issued (stg_plan).
-- Reads: amount, stg_plan, source_text, stg_role_family, stg_per_label, code_label. amount_yuan in yuan.
-- fact_place and fact_no name the fact: in each document of a township, the first, second … fact of one sum, role, scope and per
-- is the same fact. A document without township is a place of its own. A repeat is of the fact stated last before it.
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
       family.role_family,
       coalesce(role.label, a.role) as role_label,
       a.scope,
       coalesce(scope.label, a.scope) as scope_label,
       a.per,
       per.per_label,
       a.wording,
       a.is_repeat,
       a.is_part,
       if(p.is_township_stated, p.township, a.plan_id) as fact_place,
       greatest(
           1,
           sum(if(a.is_repeat, 0, 1)) over (
               partition by a.plan_id, a.amount_yuan, a.role, a.scope, a.per order by a.span_start
           )
       )::bigint as fact_no,
       trim(
           regexp_extract(substring(t.text, greatest(a.span_start - 299, 1), least(a.span_start, 300)), '[^。！？\r\n]*$')
           || a.wording
           || regexp_extract(substring(t.text, a.span_end + 1, 300), '^[^。！？\r\n]*[。！？]?')
       ) as sentence,
       p.known_from,
       a.span_start,
       a.span_end
from amount as a
join stg_plan as p using (plan_id)
left join source_text as t on t.source_id = a.source_id
left join code_label as role on role.dimension = 'amount_role' and role.code = a.role
left join code_label as scope on scope.dimension = 'scope' and scope.code = a.scope
join stg_per_label as per on per.per = a.per
join stg_role_family as family on family.role = a.role
order by coalesce(a.township, p.township), a.plan_id, a.span_start
