-- 两处都写的资金. Grain: one row a project of a fund table that a document of its township speaks of too. Stored.
-- Reads: fund, stg_amount, source_file. Yuan. A document speaks of a project where a sentence with an own sum names it, or states its
-- very sum; it agrees when one of those sums is the table's. Of a project's rows the first that states a sum is compared.
create or replace table stg_pair_fund as
with project as (
    select source_id, sheet, row_number, township, project, coalesce(planned_yuan, arrived_yuan, paid_yuan) as placed_yuan
    from fund
    where coalesce(planned_yuan, arrived_yuan, paid_yuan) is not null
    qualify row_number() over (partition by township, project order by as_of nulls first, source_id, sheet, row_number) = 1
),
spoken as (
    select p.source_id as table_id, p.sheet, p.row_number, p.township, p.project, p.placed_yuan,
           a.plan_id, a.issue_id, a.source_id, a.file, a.amount_yuan, a.wording, a.span_start, a.span_end,
           a.amount_yuan = p.placed_yuan as is_equal
    from project as p
    join stg_amount as a
        on a.township = p.township
       and a.scope = 'own'
       and a.per = 'total'
       and a.role_family = 'placed'
       and (a.amount_yuan = p.placed_yuan or (len(p.project) >= 3 and contains(a.sentence, p.project)))
    qualify row_number() over (
        partition by p.township, p.project
        order by a.amount_yuan = p.placed_yuan desc, contains(a.sentence, p.project) desc, a.is_repeat, a.source_id, a.span_start
    ) = 1
)
select substring(s.source_id, 1, 12) || '-f-' || row_number() over (
           partition by substring(s.source_id, 1, 12) order by s.township, s.project, s.table_id, s.sheet, s.row_number
       ) as pair_id,
       'funds' as kind,
       s.township,
       s.project as subject,
       s.plan_id,
       s.issue_id,
       s.source_id,
       s.file || ' 原文“' || s.wording || '”' as stated_place,
       yuan_words(s.amount_yuan) as stated,
       s.table_id as other_source_id,
       concat(f.file, ' ', '工作表“' || s.sheet || '”', '第' || s.row_number || '行') as other_place,
       yuan_words(s.placed_yuan) as other,
       s.is_equal,
       s.span_start,
       s.span_end
from spoken as s
join source_file as f on f.source_id = s.table_id
