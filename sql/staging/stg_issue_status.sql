-- 整改状态 at the as-of date: the one place that says what reported, done and accepted mean. Grain: one row an issue.
-- Reads: issue, status, code_label, and the reader's as_of (unset: today). See docs/rules.md.
-- The latest row on or before as_of counts. A row without a date is older than any dated one and counts at any as_of.
-- A table beats a document only by a later date, so on the same date, or when neither has one, the document goes first.
-- 基本完成 is not done; done: 自报完成, 已验收, 已销号; accepted: 已验收, 已销号. unreported is neither open nor done.
create or replace view stg_issue_status as
with latest as (
    select issue_id, status, wording, status_on, origin
    from status
    where status_on is null or status_on <= coalesce(getvariable('as_of')::date, current_date)
    qualify row_number() over (
        partition by issue_id
        order by status_on desc nulls last, origin = 'document' desc, source_id, sheet, row_number, span_start
    ) = 1
)
select i.issue_id,
       coalesce(s.status, 'unreported') as status,
       coalesce(l.label, s.status) as status_label,
       s.wording as status_wording,
       s.status_on,
       s.origin as status_origin,
       s.status is not null as is_reported,
       coalesce(s.status in ('completed', 'verified', 'closed'), false) as is_done,
       coalesce(s.status in ('verified', 'closed'), false) as is_accepted,
       coalesce(s.status = 'closed', false) as is_closed
from issue as i
left join latest as s using (issue_id)
left join code_label as l on l.dimension = 'status' and l.code = coalesce(s.status, 'unreported')
