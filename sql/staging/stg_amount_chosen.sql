-- 所选范围内的金额. Grain: one row an amount. An amount in an issue is chosen with it; one outside any issue follows the
-- townships and documents, and is shown only while no filter of issues is set. scopes: whose money (own, case, policy). A document issued after the as-of date is not there yet.
-- is_listed: the first statement of its fact among those chosen, so that a fact is listed once, whichever documents of a township
-- state it, and also when only its repeat is chosen.
-- is_counted: listed, and no statement chosen says the fact is part of a total (其中…). A part's total is in the part's issue, of
-- its township: it is chosen with it, and holds it.
-- Reads: stg_amount, stg_issue_chosen, stg_whole_chosen.
create or replace view stg_amount_chosen as
select a.amount_id, a.plan_id, a.issue_id, a.source_id, a.file, a.township, a.plan_name,
       a.amount_yuan, a.is_approx, a.role, a.role_family, a.role_label, a.scope, a.scope_label, a.per, a.per_label,
       a.wording, a.is_repeat,
       bool_or(a.is_part) over fact as is_part,
       row_number() over (fact order by a.is_repeat, a.plan_id, a.span_start) = 1 as is_listed,
       is_listed and not bool_or(a.is_part) over fact as is_counted,
       a.sentence, a.span_start, a.span_end,
       i.issue_no, i.title as issue_title
from stg_amount as a
cross join stg_whole_chosen as w
left join stg_issue_chosen as i on i.issue_id = a.issue_id
where (getvariable('scopes') is null or list_contains(getvariable('scopes')::varchar[], a.scope))
  and (i.issue_id is not null
       or (a.issue_id is null
           and w.is_whole
           and (a.known_from is null or a.known_from <= coalesce(getvariable('as_of')::date, current_date))
           and (getvariable('townships') is null or list_contains(getvariable('townships')::varchar[], a.township))
           and (getvariable('documents') is null or list_contains(getvariable('documents')::varchar[], a.source_id))))
window fact as (partition by a.fact_place, a.amount_yuan, a.role, a.scope, a.per, a.fact_no)
