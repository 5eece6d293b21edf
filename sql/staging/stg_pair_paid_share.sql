-- 两处都写的支付率. Grain: one row a share paid that a document states and a fund table gives as 支出 ÷ 计划. Stored.
-- Reads: fund, indicator, stg_plan, source_file. Shares 0-100. Of a project where the words before 支付率 are in its name or hold it
-- (and of no other project's), of the township where they name nothing else; of the day of the document or of the period it names,
-- because a share paid grows. Equal: rounded to the digits stated; 约 within one point.
create or replace table stg_pair_paid_share as
with said as (
    select d.indicator_id, d.township, d.plan_id, d.issue_id, d.source_id, p.file, d.value, d.wording, d.is_approx, d.span_start, d.span_end,
           coalesce(d.period_to, p.known_from) as said_on,
           regexp_replace(
               regexp_replace(d.subject, '\s', '', 'g'),
               '的?(衔接|财政|专项|项目|补助)*(资金|经费)?(累计|总)?(支付|支出|拨付|报账|执行)(率|进度|比例|占比)$', ''
           ) as name
    from indicator as d
    join stg_plan as p on p.plan_id = d.plan_id
    where d.origin = 'document' and d.kind = 'ratio' and d.unit = '%' and d.scope = 'own' and d.township is not null
      and regexp_matches(regexp_replace(d.subject, '\s', '', 'g'), '(支付|支出|拨付|报账|执行)(率|进度|比例|占比)$')
),
project as (
    select source_id, sheet, township, project, as_of, min(row_number) as row_number,
           sum(planned_yuan)::decimal(18, 2) as planned_yuan, sum(paid_yuan)::decimal(18, 2) as paid_yuan,
           bool_and(planned_yuan is not null and paid_yuan is not null) as is_whole
    from fund
    group by source_id, sheet, township, project, as_of
),
whole as (
    select source_id, sheet, township, null as project, as_of, min(row_number) as row_number,
           sum(planned_yuan)::decimal(18, 2) as planned_yuan, sum(paid_yuan)::decimal(18, 2) as paid_yuan, bool_and(is_whole) as is_whole
    from project
    group by source_id, sheet, township, as_of
),
paired as (
    select s.indicator_id, s.township, s.plan_id, s.issue_id, s.source_id, s.file, s.value, s.wording, s.is_approx, s.span_start,
           s.span_end, f.source_id as table_id, f.sheet, f.row_number, f.project, f.planned_yuan, f.paid_yuan,
           100.0 * f.paid_yuan / f.planned_yuan as paid_pct,
           length(regexp_extract(s.wording, '\.(\d+)', 1)) as digits,
           count(*) over (partition by s.indicator_id, f.source_id, f.sheet) as table_matches
    from said as s
    join (select source_id, sheet, township, project, as_of, row_number, planned_yuan, paid_yuan, is_whole from project
          union all
          select source_id, sheet, township, project, as_of, row_number, planned_yuan, paid_yuan, is_whole from whole) as f
        on f.township = s.township
       and f.is_whole
       and f.planned_yuan > 0
       and (f.as_of is null or f.as_of = s.said_on)
       and case when f.project is null then s.name in ('', '全乡', '全镇', '我乡', '我镇', s.township)
                else (length(s.name) >= 4 and contains(f.project, s.name)) or (length(f.project) >= 3 and contains(s.name, f.project)) end
)
select r.indicator_id || '-p' as pair_id,
       'funds' as kind,
       r.township,
       coalesce(r.project || ' ', '') || '支付率' as subject,
       r.plan_id,
       r.issue_id,
       r.source_id,
       r.file || ' 原文“' || r.wording || '”' as stated_place,
       r.wording as stated,
       r.table_id as other_source_id,
       concat(f.file, ' ', '工作表“' || r.sheet || '”', '第' || r.row_number || '行', if(r.project is null, '起', '')) as other_place,
       yuan_words(r.paid_yuan) || ' ÷ ' || yuan_words(r.planned_yuan) || ' = ' || round(r.paid_pct, 2) || '%' as other,
       abs(r.value - r.paid_pct) <= if(r.is_approx, 1, 0.5 * pow(10, -r.digits) + 1e-9) as is_equal,
       r.span_start,
       r.span_end
from paired as r
join source_file as f on f.source_id = r.table_id
where r.table_matches = 1
qualify row_number() over (partition by r.indicator_id order by abs(r.value - r.paid_pct), r.table_id, r.sheet) = 1
