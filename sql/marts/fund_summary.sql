-- 自有资金合计. Grain: one row a use of the own money that is counted, and one a use of what is derived (is_derived).
-- Reads: fund_register (table rows follow townships and as_of only, amounts of documents every filter). total_yuan: yuan, of all chosen
-- townships, each fund once. Uses stand apart: a dividend is paid out of what was invested, their sum would say nothing.
-- township_count: places the sources state; 未注明乡镇 is not a place.
create or replace view fund_summary as
select summed_as,
       role_label,
       is_derived,
       count(distinct township) filter (where township <> '未注明乡镇') as township_count,
       count(*) as fund_count,
       sum(amount_yuan)::decimal(18, 2) as total_yuan
from fund_register
where summed_as is not null
group by summed_as, role_label, is_derived
