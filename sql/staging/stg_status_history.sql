-- 整改状态 through time: the one place that says what reported, done and accepted mean. Grain: one row an issue and the days
-- from valid_from (null: ever) to before valid_to (null: for good) on which that status holds. Stored by source.
-- Reads: issue, status, code_label. See docs/rules.md.
-- A row without a date is older than any dated one and counts at any day. A table beats a document only by a later date, so on
-- the same date, or when neither has one, the document goes first.
-- 基本完成 is not done; done: 自报完成, 已验收, 已销号; accepted: 已验收, 已销号. unreported is neither open nor done.
create or replace table stg_status_history as
with first_of_day as (
    select issue_id, status, wording, status_on, origin
    from status
    qualify row_number() over (
        partition by issue_id, status_on
        order by origin = 'document' desc, source_id, sheet, row_number, span_start
    ) = 1
),
silence as (
    select i.issue_id
    from issue as i
    where not exists (select 1 from status as s where s.issue_id = i.issue_id and s.status_on is null)
),
said as (
    select issue_id, status, wording, status_on, origin, true as is_reported
    from first_of_day
    union all
    select issue_id, 'unreported', null, null, null, false
    from silence
)
select s.issue_id,
       s.status,
       coalesce(l.label, s.status) as status_label,
       s.wording as status_wording,
       s.status_on,
       s.origin as status_origin,
       s.is_reported,
       s.status in ('completed', 'verified', 'closed') as is_done,
       s.status in ('verified', 'closed') as is_accepted,
       s.status = 'closed' as is_closed,
       s.status_on as valid_from,
       lead(s.status_on) over (partition by s.issue_id order by s.status_on nulls first) as valid_to
from said as s
left join code_label as l on l.dimension = 'status' and l.code = s.status
order by s.issue_id, s.status_on nulls first
