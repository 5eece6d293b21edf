-- 自有资金按用途. Grain: one row a township and use of its own money that is counted. total_yuan: yuan, of fund_register's counted
-- rows (totals that are neither derived nor a part of another), each fund once.
-- Reads: fund_register (table rows follow townships and as_of only, amounts of documents every filter).
create or replace view fund_by_role as
select township,
       role,
       role_label,
       count(*) as fund_count,
       sum(amount_yuan)::decimal(18, 2) as total_yuan
from fund_register
where is_counted
group by township, role, role_label
