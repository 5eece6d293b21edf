-- 各视图的合计与底表一致
-- Returns: the mart, its total, the total of its base table. Reads: every mart that counts rows of a base table; nothing is
-- chosen while a build runs, so all marts must hold everything.
with stated as (
    select coalesce(p.township, a.plan_id) as place, a.amount_yuan, a.role, a.scope, a.is_part,
           greatest(1, count(*) filter (where not a.is_repeat) over (
               partition by a.plan_id, a.amount_yuan, a.role, a.scope order by a.span_start
           )) as number
    from amount as a
    join plan as p using (plan_id)
    where a.per = 'total'
),
-- A sum that several documents of a township state is as many facts as the document that states it most often has; one that any
-- of them states as part of a total adds nothing to it.
fact as (
    select amount_yuan
    from stated
    group by place, amount_yuan, role, scope, number
    having not bool_or(is_part)
),
base as (
    select (select count(*) from issue) as issues,
           (select count(*) from amount) as amounts,
           (select count(*) from indicator) as indicators,
           (select count(*) from audit) + (select count(*) from stg_status_conflict)
           + (select count(*) from stg_fact_pair where kind <> 'status') as audits,
           (select count(*) from source_file) as files,
           (select count(*) from reject) as rejects,
           (select count(*) from correction) as corrections,
           (select count(*) from unclaimed) as unclaimed_pieces,
           (select coalesce(sum(amount_yuan), 0) from fact) as yuan
),
one as materialized (
    select issue_count,
           unreported_count + not_started_count + in_progress_count + mostly_done_count + completed_count
           + verified_count + closed_count + returned_count as state_count
    from overview
),
uses as materialized (
    select coalesce(sum(mention_count), 0) as mention_count, coalesce(sum(total_yuan), 0) as total_yuan
    from amount_by_role
),
total as (
    select 'overview' as mart, (select issue_count from one) as total, issues as expected from base
    union all
    select 'completion_by_township', (select coalesce(sum(issue_count), 0) from completion_by_township), issues from base
    union all
    select 'completion_by_category', (select coalesce(sum(issue_count), 0) from completion_by_category), issues from base
    union all
    select 'completion_by_theme', (select coalesce(sum(issue_count), 0) from completion_by_theme), issues from base
    union all
    select 'township_theme', (select coalesce(sum(issue_count), 0) from township_theme), issues from base
    union all
    select 'due_buckets', (select coalesce(sum(issue_count), 0) from due_buckets), issues from base
    union all
    select 'completion_by_department',
           (select count(distinct issue_id) from stg_issue_department), issues from base
    union all
    select 'states of overview', (select state_count from one), issues from base
    union all
    select 'issue_register', (select count(*) from issue_register), issues from base
    union all
    select 'amount_register', (select count(*) from amount_register), amounts from base
    union all
    select 'amount_by_role', (select mention_count from uses), amounts from base
    union all
    select 'yuan of amount_by_role', (select total_yuan from uses), yuan from base
    union all
    select 'indicator_register', (select count(*) from indicator_register), indicators from base
    union all
    select 'audit_register', (select count(*) from audit_register), audits from base
    union all
    select 'audit_by_document', (select coalesce(sum(audit_count), 0) from audit_by_document), audits from base
    union all
    select 'source_summary', (select count(*) from source_summary), files from base
    union all
    select 'reject_register', (select count(*) from reject_register), rejects from base
    union all
    select 'correction_register', (select count(*) from correction_register), corrections from base
    union all
    select 'unclaimed_register', (select count(*) from unclaimed_register), unclaimed_pieces from base
    union all
    select 'build_summary', (select count(*) from build_summary), 1 from base
)
select mart, total::double as total, expected::double as expected
from total
where total is distinct from expected
