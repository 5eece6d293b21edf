-- 文档概况. Grain: one row a document, beside the median of all documents of the build.
-- Reads: stg_document. Follows no filter: it is asked for by document.
create or replace view document_figures as
with middle as (
    select count(*) as document_count,
           median(issue_count)::double as median_issue_count,
           round(median(measures_per_issue), 2)::double as median_measures_per_issue,
           round(median(units_per_issue), 2)::double as median_units_per_issue,
           round(median(dated_pct), 2)::double as median_dated_pct,
           median(amount_count)::double as median_amount_count,
           round(median(unclaimed_pct), 2)::double as median_unclaimed_pct,
           median(doubt_count)::double as median_doubt_count
    from stg_document
)
select d.source_id, d.plan_name, d.document_label,
       d.issue_count, m.median_issue_count,
       d.measure_count, d.measures_per_issue, m.median_measures_per_issue,
       d.unit_count, d.units_per_issue, m.median_units_per_issue,
       d.deadline_count, d.dated_pct, m.median_dated_pct,
       d.amount_count, m.median_amount_count,
       d.unclaimed_count, d.unclaimed_pct, m.median_unclaimed_pct,
       d.audit_count, d.doubt_count, m.median_doubt_count,
       m.document_count
from stg_document as d
cross join middle as m
