-- 整改台账, as a county's ledger tells it. Grain: one row a chosen issue at the as-of date.
-- Reads: stg_issue_chosen (follows every filter), progress, and the reader's as_of. What only ledgers say (进展, 完成时间, 责任人, 备注) is of
-- the latest row on or before that day.
create or replace view ledger as
with latest as (
    select issue_id, progress_text, completed_on, responsible_person, note, reported_on
    from progress
    where reported_on is null or reported_on <= coalesce(getvariable('as_of')::date, current_date)
    qualify row_number() over (
        partition by issue_id order by reported_on desc nulls last, source_id, sheet, row_number
    ) = 1
)
select i.issue_id, i.township, i.plan_name, i.ordinal, i.issue_no,
       i.title as issue_title,
       i.measures,
       i.lead_units as lead_unit,
       i.responsible_units as responsible_unit,
       i.supporting_units as supporting_unit,
       i.supervising_units as supervising_unit,
       l.responsible_person,
       coalesce(i.deadline_wording, i.due_on::varchar) as deadline_text,
       l.progress_text,
       i.status,
       l.completed_on,
       i.is_closed,
       i.is_reported,
       coalesce(l.reported_on, i.status_on) as reported_on,
       l.note
from stg_issue_chosen as i
left join latest as l using (issue_id)
