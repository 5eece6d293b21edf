-- 原文依据. Grain: one row a value of an issue, with its place in the text, its words there, and what they were read as.
-- Stored by source, sorted by issue. Reads: stg_issue, issue, measure, assignment, status, stg_amount, indicator, period, stg_audit,
-- audit_span, source_text, correction, code_label. Rows from spreadsheets have no span and are left out.
-- Amounts, counts and periods outside any issue are evidence of none. An audit that holds is an audit, one that fails a doubt.
-- Words that are stored as they stand (sql/checks/spans_match_text.sql) are not cut out of the text again: that takes long. A title
-- or unit as long as its span is its words, by that check, unless it was put right.
create or replace table stg_evidence as
with span as (
    select i.issue_id, i.source_id, 'title' as kind, '主题: ' || i.theme as reading,
           if(length(i.title) = i.span_end - i.span_start and c.issue_id is null, i.title, null) as wording, i.span_start, i.span_end
    from stg_issue as i
    left join (select distinct issue_id from correction where table_name = 'issue' and column_name = 'title') as c using (issue_id)
    union all
    select i.issue_id, i.source_id, 'finding', i.kind_label, i.finding, b.finding_start, b.finding_end
    from stg_issue as i
    join issue as b using (issue_id)
    union all
    select issue_id, source_id, 'measure', '第' || ordinal || '条措施', text, span_start, span_end
    from measure
    union all
    select a.issue_id, a.source_id, 'unit',
           coalesce(l.label, a.role) || '单位: ' || coalesce(a.department, a.unit || ' (词表没有)'),
           if(length(a.unit) = a.span_end - a.span_start and c.issue_id is null, a.unit, null), a.span_start, a.span_end
    from assignment as a
    left join (select distinct issue_id from correction where table_name = 'assignment') as c using (issue_id)
    left join code_label as l on l.dimension = 'unit_role' and l.code = a.role
    union all
    select i.issue_id, i.source_id, 'deadline', concat_ws(' ', i.deadline_label, i.due_on), i.deadline_wording, b.deadline_start, b.deadline_end
    from stg_issue as i
    join issue as b using (issue_id)
    union all
    select s.issue_id, s.source_id, 'status', concat_ws(' ', coalesce(l.label, s.status), s.status_on), s.wording, s.span_start, s.span_end
    from status as s
    left join code_label as l on l.dimension = 'status' and l.code = s.status
    union all
    select issue_id, source_id, 'amount',
           concat_ws(' · ', yuan_words(amount_yuan), role_label, per_label,
                     scope_label, case when is_approx then '约数' end, case when is_repeat then '重复陈述' end,
                     case when is_part then '其中项' end),
           wording, span_start, span_end
    from stg_amount
    union all
    select n.issue_id, n.source_id, n.kind,
           concat_ws(' · ', n.subject, case when n.value % 1 = 0 then format('{:,}', n.value::bigint) else n.value::varchar end || coalesce(n.unit, ''),
                     coalesce(l.label, n.scope), case when n.is_approx then '约数' end),
           n.wording, n.span_start, n.span_end
    from indicator as n
    left join code_label as l on l.dimension = 'scope' and l.code = n.scope
    where n.origin = 'document'
    union all
    select issue_id, source_id, 'period', coalesce(period_from::varchar, '') || ' 至 ' || coalesce(period_to::varchar, ''),
           wording, span_start, span_end
    from period
    union all
    select a.issue_id, s.source_id, case when a.is_ok then 'audit' else 'doubt' end, a.result_label || ': ' || a.message, s.wording,
           s.span_start, s.span_end
    from stg_audit as a
    join audit_span as s using (audit_id)
    union all
    select a.issue_id, a.source_id, case when a.is_ok then 'audit' else 'doubt' end, a.result_label || ': ' || a.message, null,
           a.span_start, a.span_end
    from stg_audit as a
    where a.rule = 'status_conflict' or (a.rule like '%_reconciled' and not a.is_ok)
)
select s.issue_id,
       s.source_id,
       s.kind,
       coalesce(l.label, s.kind) as kind_label,
       s.reading,
       coalesce(s.wording, substring(t.text, s.span_start + 1, s.span_end - s.span_start)) as wording,
       s.span_start,
       s.span_end
from span as s
join source_text as t using (source_id)
left join code_label as l on l.dimension = 'evidence_kind' and l.code = s.kind
where s.issue_id is not null and s.span_start is not null and s.span_end is not null
order by s.issue_id, s.span_start, s.span_end
