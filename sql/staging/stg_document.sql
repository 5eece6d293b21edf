-- What a document states, in numbers. Grain: one row a document. Stored: it is of the document alone, whatever day or choice.
-- Reads: stg_plan, plan, stg_issue, stg_evidence, unclaimed, stg_audit. Counts are of places in its text (stg_evidence), so that a
-- number is as many as the places that are marked; unclaimed_pct 0-100 of its characters, dated_pct 0-100 of its issues.
create or replace table stg_document as
with told as (
    select source_id,
           count(*) as issue_count,
           dated_share_pct(due_on) as dated_pct,
           min(plan_name) as plan_name
    from stg_issue
    where plan_id is not null
    group by source_id
),
valued as (
    select source_id,
           count(*) filter (where kind = 'measure') as measure_count,
           count(*) filter (where kind = 'unit') as unit_count,
           count(*) filter (where kind = 'deadline') as deadline_count,
           count(*) filter (where kind = 'amount') as amount_count
    from stg_evidence
    group by source_id
),
left_over as (
    select source_id, count(*) as unclaimed_count
    from unclaimed
    group by source_id
),
audited as (
    select source_id, count(*) as audit_count, count(*) filter (where not is_ok) as doubt_count
    from stg_audit
    group by source_id
)
select n.source_id,
       n.plan_name,
       t.plan_name || if(t.plan_name is not null and count(*) over (partition by t.plan_name) > 1, ' (' || n.file || ')', '')
           as document_label,
       coalesce(t.issue_count, 0) as issue_count,
       coalesce(v.measure_count, 0) as measure_count,
       round(v.measure_count / t.issue_count, 2)::double as measures_per_issue,
       coalesce(v.unit_count, 0) as unit_count,
       round(v.unit_count / t.issue_count, 2)::double as units_per_issue,
       coalesce(v.deadline_count, 0) as deadline_count,
       t.dated_pct,
       coalesce(v.amount_count, 0) as amount_count,
       coalesce(u.unclaimed_count, 0) as unclaimed_count,
       share_pct(p.unclaimed_char_count, p.char_count) as unclaimed_pct,
       coalesce(a.audit_count, 0) as audit_count,
       coalesce(a.doubt_count, 0) as doubt_count
from stg_plan as n
join plan as p using (plan_id)
left join told as t on t.source_id = n.source_id
left join valued as v on v.source_id = n.source_id
left join left_over as u on u.source_id = n.source_id
left join audited as a on a.source_id = n.source_id
order by n.source_id
