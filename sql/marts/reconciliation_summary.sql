-- 账实相符. Grain: one row a kind of fact that two sources can state, and one of all of them (kind all).
-- Reads: code_label, reconciliation (follows townships only). Facts; rate 0-100, of the facts with two sources.
create or replace view reconciliation_summary as
select if(grouping(l.code) = 1, 'all', l.code) as kind,
       if(grouping(l.code) = 1, '全部', min(l.label)) as kind_label,
       if(grouping(l.code) = 1, 0, min(l.ordinal)) as kind_order,
       count(r.kind) as fact_count,
       count(*) filter (where r.is_equal) as agree_count,
       count(*) filter (where not r.is_equal) as differ_count,
       share_pct(count(*) filter (where r.is_equal), count(r.kind)) as agree_pct
from code_label as l
left join reconciliation as r on r.kind = l.code
where l.dimension = 'fact_kind'
group by grouping sets ((l.code), ())
