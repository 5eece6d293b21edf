-- 两处都写的指标. Grain: one row an indicator of a table that a document of its township states too. Stored.
-- Reads: indicator, stg_plan, source_file. The same: equal words of what is counted, equal unit, and a table's period that is not
-- stated or ends on the day of the document or of the period the document names.
create or replace table stg_pair_indicator as
with paired as (
    select t.indicator_id, t.subject, t.township, t.source_id as table_id, t.sheet, t.row_number, t.value as other_value,
           t.wording as other_wording, d.plan_id, d.issue_id, d.source_id, d.value, d.wording, d.span_start, d.span_end, p.file
    from indicator as t
    join indicator as d
        on d.origin = 'document'
       and d.scope = 'own'
       and d.township = t.township
       and d.unit is not distinct from t.unit
       and regexp_replace(d.subject, '\s', '', 'g') = regexp_replace(t.subject, '\s', '', 'g')
    join stg_plan as p on p.plan_id = d.plan_id
    where t.origin = 'table'
      and t.village is null
      and (t.period_to is null or t.period_to = coalesce(d.period_to, p.known_from))
    qualify row_number() over (partition by t.indicator_id order by t.value = d.value desc, d.source_id, d.span_start) = 1
)
select r.indicator_id || '-i' as pair_id,
       'indicators' as kind,
       r.township,
       r.subject,
       r.plan_id,
       r.issue_id,
       r.source_id,
       r.file || ' 原文“' || r.wording || '”' as stated_place,
       r.wording as stated,
       r.table_id as other_source_id,
       concat(f.file, ' ', '工作表“' || r.sheet || '”', '第' || r.row_number || '行') as other_place,
       r.other_wording as other,
       r.value = r.other_value as is_equal,
       r.span_start,
       r.span_end
from paired as r
join source_file as f on f.source_id = r.table_id
