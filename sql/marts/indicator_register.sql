-- 指标. Grain: one row an indicator value.
-- A document issued, or a table's period ended, after the as-of date is not there yet.
-- Reads: indicator, stg_plan, build, source_file, stg_issue_chosen, stg_whole_chosen, code_label. Those of documents are chosen as amounts are
-- (stg_amount_chosen); those of tables follow townships, documents, scopes, and periods by the last day of their own.
create or replace view indicator_register as
select coalesce(n.township, '未注明乡镇') as township,
       n.village,
       n.subject,
       n.value,
       n.unit,
       n.kind,
       coalesce(scope.label, n.scope) as scope_label,
       n.is_approx,
       n.period_from,
       n.period_to,
       coalesce(origin.label, n.origin) as origin_label,
       f.file,
       n.row_number,
       n.wording,
       n.issue_id,
       n.source_id,
       n.sheet,
       n.span_start,
       n.span_end
from indicator as n
cross join build as b
cross join stg_whole_chosen as w
join source_file as f using (source_id)
left join stg_plan as p on p.plan_id = n.plan_id
left join stg_issue_chosen as i on i.issue_id = n.issue_id
left join code_label as scope on scope.dimension = 'scope' and scope.code = n.scope
left join code_label as origin on origin.dimension = 'source_kind' and origin.code = n.origin
where (getvariable('scopes') is null or list_contains(getvariable('scopes')::varchar[], n.scope))
  and (i.issue_id is not null
       or (n.issue_id is null
           and (w.is_whole or n.origin = 'table')
           and coalesce(
               if(n.origin = 'document', p.known_from, if(n.period_to <= b.finished_at::date + 1, n.period_to, null))
               <= coalesce(getvariable('as_of')::date, current_date),
               true
           )
           and (n.origin = 'document'
                or getvariable('periods') is null
                or list_has_any(getvariable('periods')::varchar[], [strftime(n.period_to, '%Y'), strftime(n.period_to, '%Y-%m')]))
           and (getvariable('documents') is null or list_contains(getvariable('documents')::varchar[], n.source_id))
           and (getvariable('townships') is null
                or list_contains(getvariable('townships')::varchar[], coalesce(n.township, '未注明乡镇')))))
