-- 各填报日期的整改状态. Grain: one row a reporting date up to the as-of date, of a township or (is_total, township empty) of all that is
-- chosen. Reads: stg_issue_chosen (the issues chosen today are followed back), stg_issue_state, stg_report_date, completion_rates, as_of.
-- An issue counts on every day from the first of a state to the day before the last of it: each state adds one when it begins and
-- takes it back when it ends, so that the days need not be multiplied with the issues.
create or replace view stg_status_count as
with state as (
    select s.township, s.status, s.is_reported, s.is_done, s.is_accepted,
           coalesce(s.valid_from, date '0001-01-01') as valid_from,
           s.valid_to
    from stg_issue_state as s
    where s.issue_id in (select issue_id from stg_issue_chosen)
),
event as (
    select township, valid_from as reported_on, status, is_reported, is_done, is_accepted, 1 as change, false as is_reporting
    from state
    union all
    select township, valid_to, status, is_reported, is_done, is_accepted, -1, false
    from state
    where valid_to is not null
    union all
    select township, reported_on, null, false, false, false, 0, true
    from stg_report_date
    where township in (select township from state)
),
daily as (
    select grouping(township) = 1 as is_total,
           coalesce(township, '') as township,
           reported_on,
           bool_or(is_reporting) as is_reporting,
           sum(change) as issues,
           coalesce(sum(change) filter (where is_reported), 0) as reported,
           coalesce(sum(change) filter (where is_done), 0) as done,
           coalesce(sum(change) filter (where is_accepted), 0) as accepted,
           coalesce(sum(change) filter (where status = 'unreported'), 0) as unreported,
           coalesce(sum(change) filter (where status = 'not_started'), 0) as not_started,
           coalesce(sum(change) filter (where status = 'in_progress'), 0) as in_progress,
           coalesce(sum(change) filter (where status = 'mostly_done'), 0) as mostly_done,
           coalesce(sum(change) filter (where status = 'completed'), 0) as completed,
           coalesce(sum(change) filter (where status = 'verified'), 0) as verified,
           coalesce(sum(change) filter (where status = 'closed'), 0) as closed,
           coalesce(sum(change) filter (where status = 'returned'), 0) as returned
    from event
    group by grouping sets ((township, reported_on), (reported_on))
),
summed as (
    select is_total, township, reported_on, is_reporting,
           (sum(issues) over past)::bigint as issue_count,
           (sum(reported) over past)::bigint as reported_count,
           (sum(done) over past)::bigint as done_count,
           (sum(accepted) over past)::bigint as accepted_count,
           (sum(unreported) over past)::bigint as unreported_count,
           (sum(not_started) over past)::bigint as not_started_count,
           (sum(in_progress) over past)::bigint as in_progress_count,
           (sum(mostly_done) over past)::bigint as mostly_done_count,
           (sum(completed) over past)::bigint as completed_count,
           (sum(verified) over past)::bigint as verified_count,
           (sum(closed) over past)::bigint as closed_count,
           (sum(returned) over past)::bigint as returned_count
    from daily
    window past as (partition by is_total, township order by reported_on)
)
select is_total, township, reported_on, issue_count, reported_count, unreported_count, not_started_count, in_progress_count,
       mostly_done_count, completed_count, verified_count, closed_count, returned_count, done_count, accepted_count,
       completion_rates(issue_count, reported_count, done_count, accepted_count, closed_count) as rates,
       (rates).reported_pct as reported_pct,
       (rates).completion_pct as completion_pct,
       (rates).verification_pct as verification_pct,
       (rates).closure_pct as closure_pct
from summed
where is_reporting
  and issue_count > 0
  and reported_on <= coalesce(getvariable('as_of')::date, current_date)
