-- 指标. Grain: one row an indicator value.
-- A document issued, or a table's period ended, after the as-of date is not there yet.
-- Reads: indicator, stg_plan, stg_indicator_stated, source_file, stg_issue_chosen, stg_whole_chosen, code_label. Those of documents are
-- chosen as amounts are (stg_amount_chosen); those of tables follow townships, documents, scopes, and periods by the last day of their own.
-- Not materialized: only so does the choice reach the table, and of a nation only the blocks of a township are read.
create or replace view indicator_register as
with document_value as not materialized (
    select coalesce(township, '未注明乡镇') as township,
           village, subject, value, unit, kind, scope, is_approx, period_from, period_to, origin, row_number, wording,
           plan_id, issue_id, source_id, span_start, span_end
    from indicator
    where origin = 'document'
      and (getvariable('scopes') is null or list_contains(getvariable('scopes')::varchar[], scope))
),
told as (
    select n.township, n.village, n.subject, n.value, n.unit, n.kind, n.scope, n.is_approx, n.period_from, n.period_to, n.origin,
           n.row_number, n.wording, n.issue_id, n.source_id, n.span_start, n.span_end
    from document_value as n
    join stg_issue_chosen as i on i.issue_id = n.issue_id
    union all
    select n.township, n.village, n.subject, n.value, n.unit, n.kind, n.scope, n.is_approx, n.period_from, n.period_to, n.origin,
           n.row_number, n.wording, null, n.source_id, n.span_start, n.span_end
    from document_value as n
    cross join stg_whole_chosen as w
    left join stg_plan as p on p.plan_id = n.plan_id
    where n.issue_id is null
      and w.is_whole
      and coalesce(p.known_from <= coalesce(getvariable('as_of')::date, current_date), true)
      and (getvariable('documents') is null or list_contains(getvariable('documents')::varchar[], n.source_id))
      and (getvariable('townships') is null or list_contains(getvariable('townships')::varchar[], n.township))
    union all
    select township, village, subject, value, unit, kind, scope, is_approx, period_from, period_to, 'table', row_number, wording,
           null, source_id, null, null
    from stg_indicator_stated
    where getvariable('periods') is null
       or list_has_any(getvariable('periods')::varchar[], [strftime(period_to, '%Y'), strftime(period_to, '%Y-%m')])
)
select t.township, t.village, t.subject, t.value, t.unit, t.kind,
       coalesce(scope.label, t.scope) as scope_label,
       t.is_approx, t.period_from, t.period_to,
       coalesce(origin.label, t.origin) as origin_label,
       f.file, t.row_number, t.wording, t.issue_id, t.source_id, t.span_start, t.span_end
from told as t
join source_file as f using (source_id)
left join code_label as scope on scope.dimension = 'scope' and scope.code = t.scope
left join code_label as origin on origin.dimension = 'source_kind' and origin.code = t.origin
