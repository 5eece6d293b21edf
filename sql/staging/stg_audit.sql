-- 核验, those of the ETL, and what two sources say of one fact (of statuses: stg_status_conflict). Grain: one row an audit.
-- Stored by source, sorted by township. Reads: audit, audit_span, stg_status_conflict, stg_fact_pair, stg_plan, stg_table_row,
-- stg_sheet_township, source_file, issue, code_label.
-- An audit of a table is of the township its row is of, or all rows of its sheet are of; else of no one: 未注明乡镇.
-- A doubt answered by a correction is ok and 已更正; one that stays after it is a doubt.
-- span_start, span_end: from the first to the last words concerned; wordings: each of them, joined by " / ".
create or replace table stg_audit as
with spans as (
    select audit_id,
           string_agg(wording, ' / ' order by ordinal) as wordings,
           min(span_start) as span_start,
           max(span_end) as span_end
    from audit_span
    group by audit_id
),
every_audit as (
    select a.audit_id, a.source_id, a.plan_id, a.issue_id, a.rule, a.is_ok, coalesce(a.is_corrected, false) as is_corrected,
           a.stated, a.computed, a.message, a.sheet, a.row_number, s.wordings, s.span_start, s.span_end
    from audit as a
    left join spans as s using (audit_id)
    union all
    select audit_id, source_id, plan_id, issue_id, rule, is_ok, false, stated, computed, message,
           null, null, wording, span_start, span_end
    from stg_status_conflict
    union all
    select pair_id, source_id, plan_id, issue_id, kind || '_reconciled', is_equal, false,
           stated || ' (' || stated_place || ')', other || ' (' || other_place || ')',
           subject || ': ' || stated_place || '写 ' || stated || ', ' || other_place || '写 ' || other
               || if(is_equal, ', 相符', ', 两处不符'),
           null, null, null, span_start, span_end
    from stg_fact_pair
    where kind <> 'status'
)
select e.audit_id,
       e.source_id,
       f.file,
       coalesce(p.township, r.township, whole.township, '未注明乡镇') as township,
       p.plan_name,
       e.plan_id,
       e.issue_id,
       i.title as issue_title,
       e.rule,
       coalesce(l.label, '未收录的规则') as rule_label,
       e.is_ok,
       e.is_corrected,
       case when not e.is_ok then '存疑' when e.is_corrected then '已更正' else '相符' end as result_label,
       e.stated,
       e.computed,
       e.message,
       e.sheet,
       e.row_number,
       e.wordings,
       e.span_start,
       e.span_end
from every_audit as e
join source_file as f using (source_id)
left join stg_plan as p on p.plan_id = e.plan_id
left join stg_table_row as r
    on r.source_id = e.source_id and r.row_number = e.row_number and r.sheet is not distinct from e.sheet
left join stg_sheet_township as whole on whole.source_id = e.source_id and whole.sheet is not distinct from e.sheet
left join issue as i on i.issue_id = e.issue_id
left join code_label as l on l.dimension = 'audit_rule' and l.code = e.rule
order by township, e.source_id, e.span_start
