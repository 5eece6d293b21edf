-- 台账与来源的状态不一致. Grain: one row a table status that contradicts another status of its issue at the same moment. Stored.
-- Reads: status, issue, source_file, code_label. Columns as in audit, and the span of the words it contradicts.
-- A table that reports without a date, or for the same date, must agree: it cannot be newer. The document then stands.
create or replace table stg_status_conflict as
with said as (
    select s.issue_id, s.source_id, s.status, s.status_on, s.origin, s.wording, s.span_start, s.span_end, s.sheet, s.row_number,
           coalesce(l.label, s.status) as label,
           f.file,
           row_number() over (order by s.issue_id, s.origin, s.source_id, s.sheet, s.row_number, s.span_start) as said_no
    from status as s
    join source_file as f using (source_id)
    left join code_label as l on l.dimension = 'status' and l.code = s.status
),
pairs as (
    select later.said_no, later.issue_id, later.source_id, later.file, later.row_number, later.status_on, later.wording, later.label,
           first.source_id as first_source_id,
           first.file as first_file,
           first.wording as first_wording,
           first.label as first_label,
           first.origin as first_origin,
           first.span_start as first_start,
           first.span_end as first_end
    from said as later
    join said as first on first.issue_id = later.issue_id and first.said_no < later.said_no
    where later.origin = 'table'
      and later.status <> first.status
      and (later.status_on = first.status_on
           or (later.status_on is null and (first.origin = 'document' or first.status_on is null)))
    qualify row_number() over (partition by later.said_no order by first.said_no) = 1
)
select p.issue_id || '-status-' || row_number() over (partition by p.issue_id order by p.said_no) as audit_id,
       case when p.first_origin = 'document' then p.first_source_id else p.source_id end as source_id,
       i.plan_id,
       p.issue_id,
       'status_conflict' as rule,
       false as is_ok,
       p.file || ' 第' || p.row_number || '行: “' || p.wording || '” (' || p.label || ')' as stated,
       p.first_file || ': “' || p.first_wording || '” (' || p.first_label || ')' as computed,
       '台账写“' || p.wording || '” (' || p.label || '), '
           || case when p.first_origin = 'document' then '文档' else '另一处台账' end
           || '写“' || p.first_wording || '” (' || p.first_label || '), 台账'
           || case when p.status_on is null then '没有日期' else '的日期不晚于它' end
           || ', 以' || case when p.first_origin = 'document' then '文档' else '前者' end || '为准' as message,
       p.first_wording as wording,
       p.first_start as span_start,
       p.first_end as span_end
from pairs as p
join issue as i using (issue_id)
