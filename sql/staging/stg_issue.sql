-- 问题, with its words cut from the text, its units and its doubts: all that does not depend on the reader or the day.
-- Grain: one row an issue. Stored by source, sorted by township.
-- In a document about several townships each issue has its own; else it is the document's. An issue that only tables tell has no
-- plan: it is named by its first table, and known from the first day one reports it.
-- Reads: issue, stg_plan, source_file, source_text, measure, stg_first_told, stg_issue_unit, stg_issue_doubt, code_label. substring
-- counts code points from 1, spans from 0.
create or replace table stg_issue as
with measures as (
    select issue_id,
           string_agg(text, chr(10) order by ordinal) as measures,
           count(*) as measure_count
    from measure
    group by issue_id
)
select i.issue_id,
       i.plan_id,
       i.source_id,
       coalesce(i.township, p.township) as township,
       i.township is not null or p.is_township_stated as is_township_stated,
       coalesce(p.plan_name, '台账 ' || f.file) as plan_name,
       if(i.plan_id is null, told.reported_on, p.known_from) as known_from,
       i.ordinal,
       i.issue_no,
       i.path,
       coalesce(i.category, '未注明类别') as category,
       i.theme,
       coalesce(kind.label, i.kind) as kind_label,
       i.title,
       substring(t.text, i.finding_start + 1, i.finding_end - i.finding_start) as finding,
       m.measures,
       coalesce(m.measure_count, 0) as measure_count,
       u.lead_units,
       u.responsible_units,
       u.supporting_units,
       u.supervising_units,
       u.departments,
       u.lead_departments,
       u.departments_by_role,
       coalesce(deadline.label, i.deadline_code, '无') as deadline_label,
       if(i.plan_id is null, told.deadline_text,
          substring(t.text, i.deadline_start + 1, i.deadline_end - i.deadline_start)) as deadline_wording,
       i.due_on,
       d.issue_id is not null as is_doubtful,
       d.doubts,
       i.span_start,
       i.span_end
from issue as i
join source_file as f on f.source_id = i.source_id
join stg_issue_unit as u using (issue_id)
left join stg_plan as p on p.plan_id = i.plan_id
left join stg_first_told as told on told.issue_id = i.issue_id
left join source_text as t on t.source_id = i.source_id
left join measures as m on m.issue_id = i.issue_id
left join stg_issue_doubt as d on d.issue_id = i.issue_id
left join code_label as kind on kind.dimension = 'issue_kind' and kind.code = i.kind
left join code_label as deadline on deadline.dimension = 'deadline' and deadline.code = i.deadline_code
order by coalesce(i.township, p.township), i.plan_id, i.ordinal
