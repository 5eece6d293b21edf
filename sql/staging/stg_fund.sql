-- 资金项目 at the as-of date. Grain: one row a fact of the fund tables: of a project's dated snapshots the latest on or before
-- as_of, and what several sources state only once.
-- Reads: fund, source_file, stg_table_doubt, and the reader's townships, scopes (a fund table is of the township's own money) and as_of. Yuan.
-- A row is stated again when another source has a row of the same project with all its amounts, and more of them (else the first
-- source stands). Equal rows of one source are numbered and matched one to one: within a table they are two sums.
-- Sums of a whole township (is_whole) do not count where a table names its projects in the same year (or one of the two has no
-- date) and both state money put in, or dividends: together they would count it twice.
create or replace view stg_fund as
with latest as (
    select source_id, sheet, row_number, township, project, purpose,
           planned_yuan, arrived_yuan, paid_yuan, household_count, person_count,
           dividend_due_yuan, dividend_paid_yuan, unpaid_years,
           central_yuan, provincial_yuan, municipal_yuan, county_yuan, other_yuan, started_on, finished_on, as_of,
           coalesce(is_whole, false) as is_whole,
           len(list_filter([planned_yuan, arrived_yuan, paid_yuan, dividend_due_yuan, dividend_paid_yuan],
                           lambda yuan: yuan is not null)) as stated_count
    from fund
    where (as_of is null or as_of <= coalesce(getvariable('as_of')::date, current_date))
      and (getvariable('townships') is null or list_contains(getvariable('townships')::varchar[], township))
      and (getvariable('scopes') is null or list_contains(getvariable('scopes')::varchar[], 'own'))
    qualify rank() over (partition by township, project order by as_of desc nulls last) = 1
),
numbered as (
    select source_id, sheet, row_number, township, project, purpose,
           planned_yuan, arrived_yuan, paid_yuan, household_count, person_count,
           dividend_due_yuan, dividend_paid_yuan, unpaid_years, stated_count,
           central_yuan, provincial_yuan, municipal_yuan, county_yuan, other_yuan, started_on, finished_on, as_of,
           row_number() over (
               partition by source_id, township, project, planned_yuan, arrived_yuan, paid_yuan, dividend_due_yuan,
                            dividend_paid_yuan
               order by sheet, row_number
           ) as line_no
    from latest as l
    where not l.is_whole or not exists (
        select 1
        from latest as o
        where o.township = l.township and not o.is_whole
          and coalesce(year(o.as_of), year(l.as_of), 0) = coalesce(year(l.as_of), year(o.as_of), 0)
          and (coalesce(o.planned_yuan, o.arrived_yuan, o.paid_yuan) + coalesce(l.planned_yuan, l.arrived_yuan, l.paid_yuan)
               is not null
               or coalesce(o.dividend_due_yuan, o.dividend_paid_yuan) + coalesce(l.dividend_due_yuan, l.dividend_paid_yuan)
               is not null)
    )
)
select u.source_id, f.file, u.sheet, u.row_number, u.township, u.project, u.purpose,
       u.planned_yuan, u.arrived_yuan, u.paid_yuan, u.household_count, u.person_count,
       u.dividend_due_yuan, u.dividend_paid_yuan, u.unpaid_years,
       u.central_yuan, u.provincial_yuan, u.municipal_yuan, u.county_yuan, u.other_yuan,
       u.started_on, u.finished_on, u.as_of, d.doubts
from numbered as u
join source_file as f using (source_id)
left join stg_table_doubt as d
    on d.source_id = u.source_id and d.sheet is not distinct from u.sheet and d.township = u.township
where not exists (
    select 1
    from numbered as o
    where o.township = u.township and o.project = u.project and o.line_no = u.line_no and o.source_id <> u.source_id
      and (u.planned_yuan is null or u.planned_yuan = o.planned_yuan)
      and (u.arrived_yuan is null or u.arrived_yuan = o.arrived_yuan)
      and (u.paid_yuan is null or u.paid_yuan = o.paid_yuan)
      and (u.dividend_due_yuan is null or u.dividend_due_yuan = o.dividend_due_yuan)
      and (u.dividend_paid_yuan is null or u.dividend_paid_yuan = o.dividend_paid_yuan)
      and (o.stated_count > u.stated_count or (o.stated_count = u.stated_count and o.source_id < u.source_id))
)
