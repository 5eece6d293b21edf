-- 各级来源资金. Grain: one row a township and source level that has money planned.
-- Reads: stg_fund (follows townships and as_of only). Yuan. A table states 到位 and 支出 of a whole project: they are of a level only
-- where the project has no other one (alone_*); a project of several levels is not shared out.
create or replace view fund_by_source as
with levelled as (
    select township, arrived_yuan, paid_yuan, planned_yuan,
           list_filter([
               {name: '中央', place: 1, yuan: central_yuan},
               {name: '省级', place: 2, yuan: provincial_yuan},
               {name: '市级', place: 3, yuan: municipal_yuan},
               {name: '县级', place: 4, yuan: county_yuan},
               {name: '其他', place: 5, yuan: other_yuan}
           ], lambda level: level.yuan > 0) as stated
    from stg_fund
),
split as (
    select township, arrived_yuan, paid_yuan, len(stated) <= 1 as is_alone,
           unnest(if(len(stated) > 0, stated, [{name: '没有分来源', place: 6, yuan: planned_yuan}])) as source
    from levelled
)
select township,
       source.name as source_label,
       source.place::bigint as source_order,
       sum(source.yuan)::decimal(18, 2) as planned_yuan,
       count(*) as project_count,
       count(*) filter (where is_alone) as alone_count,
       (sum(source.yuan) filter (where is_alone))::decimal(18, 2) as alone_planned_yuan,
       (sum(arrived_yuan) filter (where is_alone))::decimal(18, 2) as alone_arrived_yuan,
       (sum(paid_yuan) filter (where is_alone))::decimal(18, 2) as alone_paid_yuan
from split
where source.yuan is not null
group by township, source.name, source.place
