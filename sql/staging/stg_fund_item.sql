-- The money a fund table states, line by line, and what follows from it. Grain: one row a project and figure.
-- Reads: stg_fund, stg_role_family. Amounts in yuan.
-- The sum placed is 计划 (else 到位, else 支出: one of them, or it would count twice). A project that owes a yearly dividend
-- placed a principal, any other invested. Unpaid dividend = dividend_due × number of unpaid years, where none are named
-- dividend_due − dividend_paid: no source states it.
-- A project of which no sum could be read is one line without an amount: it is not lost.
-- read_from: the columns that say it (warehouse/sheet_columns.py). stated_yuan per stated_per is the figure to look for in the
-- documents: a derived sum leads to the yearly dividend it was derived from.
create or replace view stg_fund_item as
with figured as (
    select source_id, file, sheet, row_number, township, household_count, person_count, project,
           dividend_due_yuan, dividend_paid_yuan, arrived_yuan, paid_yuan, unpaid_years, doubts,
           coalesce(planned_yuan, arrived_yuan, paid_yuan) as placed_yuan,
           coalesce(dividend_due_yuan * nullif(len(unpaid_years), 0),
                    if(dividend_due_yuan > dividend_paid_yuan, dividend_due_yuan - dividend_paid_yuan, null))::decimal(18, 2) as unpaid_yuan,
           unnest([
               {name: '', role: if(dividend_due_yuan is null, 'invested', 'principal'), per: 'total',
                yuan: placed_yuan, is_derived: false,
                read_from: case when planned_yuan is not null then '计划' when arrived_yuan is not null then '到位' else '支出' end},
               {name: ' 年度应分红', role: 'dividend', per: 'year', yuan: dividend_due_yuan, is_derived: false, read_from: '年度应分红'},
               {name: ' 已分红', role: 'dividend', per: 'total', yuan: dividend_paid_yuan, is_derived: false, read_from: '已分红'},
               {name: ' 未分红合计', role: 'dividend', per: 'total', yuan: unpaid_yuan, is_derived: true,
                read_from: if(len(unpaid_years) > 0, '年度应分红|未分红年度', '年度应分红|已分红')}
           ]) as figure
    from stg_fund
)
select source_id, file, sheet, row_number, township, household_count, person_count,
       project || figure.name as item,
       figure.role as role,
       role_family,
       figure.per as per,
       figure.yuan as amount_yuan,
       if(figure.is_derived, dividend_due_yuan, figure.yuan) as stated_yuan,
       if(figure.is_derived, 'year', figure.per) as stated_per,
       case when figure.name = '' then arrived_yuan end as arrived_yuan,
       case when figure.name = '' then paid_yuan end as paid_yuan,
       figure.is_derived as is_derived,
       figure.read_from as read_from,
       doubts,
       case
           when figure.is_derived and len(unpaid_years) > 0 then
               yuan_words(dividend_due_yuan) || '/年 × '
               || len(unpaid_years) || '年 (' || array_to_string(unpaid_years, '、') || ') = '
               || yuan_words(figure.yuan)
           when figure.is_derived then
               '应分红 ' || yuan_words(dividend_due_yuan) || ' − 已分红 '
               || yuan_words(dividend_paid_yuan) || ' = '
               || yuan_words(figure.yuan)
       end as formula
from figured
join stg_role_family as f on f.role = figure.role
where figure.yuan is not null
   or (figure.name = '' and dividend_due_yuan is null and dividend_paid_yuan is null)
