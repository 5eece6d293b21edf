-- The money a fund table states, line by line, and what follows from it. Grain: one row a project and figure.
-- Reads: stg_fund. Amounts in yuan.
-- The sum placed is 计划 (else 到位, else 支出: one of them, or it would count twice). A project that owes a yearly dividend
-- placed a principal, any other invested. Unpaid dividend = dividend_due × number of unpaid years: no source states it.
create or replace view stg_fund_item as
select source_id, file, sheet, row_number, township, household_count, person_count,
       project as item,
       case when dividend_due_yuan is null then 'invested' else 'principal' end as role,
       'total' as per,
       coalesce(planned_yuan, arrived_yuan, paid_yuan) as amount_yuan,
       arrived_yuan,
       paid_yuan,
       false as is_derived,
       null::varchar as formula
from stg_fund
where coalesce(planned_yuan, arrived_yuan, paid_yuan) is not null
union all
select source_id, file, sheet, row_number, township, household_count, person_count,
       project || ' 年度应分红', 'dividend', 'year', dividend_due_yuan, null, null, false, null
from stg_fund
where dividend_due_yuan is not null
union all
select source_id, file, sheet, row_number, township, household_count, person_count,
       project || ' 已分红', 'dividend', 'total', dividend_paid_yuan, null, null, false, null
from stg_fund
where dividend_paid_yuan is not null
union all
select source_id, file, sheet, row_number, township, household_count, person_count,
       project || ' 未分红合计', 'dividend', 'total', (dividend_due_yuan * len(unpaid_years))::decimal(18, 2), null, null, true,
       regexp_replace(format('{:,.2f}', dividend_due_yuan::double), '[.]00$', '') || '元/年 × '
           || len(unpaid_years) || '年 (' || array_to_string(unpaid_years, '、') || ') = '
           || regexp_replace(format('{:,.2f}', (dividend_due_yuan * len(unpaid_years))::double), '[.]00$', '') || '元'
from stg_fund
where dividend_due_yuan is not null and len(unpaid_years) > 0
