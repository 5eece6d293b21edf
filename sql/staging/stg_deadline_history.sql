-- 整改时限 through time. Grain: one row an issue and the days from valid_from (null: ever) to before valid_to (null: for good) on
-- which that last day holds. Stored by source. Reads: stg_issue, progress, code_label.
-- The plan's own word comes first; a progress table changes it from its reporting date on, where it states a last day. A table
-- without a date changes nothing: it cannot be newer. is_extended: later than the one before.
create or replace table stg_deadline_history as
with told as (
    select issue_id, null::date as said_on, due_on, deadline_label, deadline_wording
    from stg_issue
    union all
    select p.issue_id, p.reported_on, p.due_on, l.label, p.deadline_text
    from progress as p
    join code_label as l on l.dimension = 'deadline' and l.code = 'by_date'
    where p.due_on is not null and p.reported_on is not null
    qualify row_number() over (partition by p.issue_id, p.reported_on order by p.source_id, p.sheet, p.row_number) = 1
),
compared as (
    select issue_id, said_on, due_on, deadline_label, deadline_wording,
           lag(due_on) over (partition by issue_id order by said_on nulls first) as due_before
    from told
)
select issue_id,
       due_on,
       deadline_label,
       deadline_wording,
       coalesce(due_on > due_before, false) as is_extended,
       said_on as valid_from,
       lead(said_on) over (partition by issue_id order by said_on nulls first) as valid_to
from compared
where said_on is null or due_on is distinct from due_before
order by issue_id, said_on nulls first
