-- 原文依据. Grain: one row a value of an issue in its text.
-- Reads: stg_evidence. Follows no filter: it is asked for by issue.
create or replace view evidence as
select issue_id, source_id, kind, kind_label, reading, wording, span_start, span_end
from stg_evidence
