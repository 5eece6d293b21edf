-- 自有资金. Grain: one row a sum of a township's own money: what a fund table states, what a document states and no table does,
-- and what follows by computation (is_derived). Cases from elsewhere and policy standards are never here.
-- Reads: stg_fund_item, stg_amount_stated, stg_amount_chosen, stg_per_label, code_label. Yuan. Table rows follow townships and
-- as_of only, amounts of documents every filter. A sum both state (same township, yuan, per and family of roles) is listed once,
-- as the table has it, with the place of its words in the document; a derived sum has the place of the yearly dividend. A fact
-- stated again is listed once; a part of a total in its sentence is listed, and not counted (is_part). summed_as: the row of
-- fund_summary it counts in, derived sums apart. Doubtful: an audit of the table failed for this township.
create or replace view fund_register as
with funded as materialized (
    select source_id, file, row_number, township, household_count, person_count, item, role, role_family, per, amount_yuan,
           stated_yuan, stated_per, arrived_yuan, paid_yuan, is_derived, doubts, formula, sheet, read_from
    from stg_fund_item
),
items as (
    select f.township, f.item, f.role, f.amount_yuan, f.per, f.household_count, f.person_count,
           f.arrived_yuan, f.paid_yuan, f.is_derived, f.formula, false as is_part,
           f.per = 'total' and not f.is_derived and f.amount_yuan is not null as is_counted,
           case when f.is_derived then 'derived' else 'table' end as origin,
           f.doubts, s.wording, s.issue_id, f.file, f.row_number,
           coalesce(s.source_id, f.source_id) as source_id, s.span_start, s.span_end,
           f.source_id as table_id, f.sheet, f.read_from
    from funded as f
    left join stg_amount_stated as s
        on s.township = f.township and s.amount_yuan = f.stated_yuan and s.role_family = f.role_family and s.per = f.stated_per
    union all
    select a.township, a.sentence, a.role, a.amount_yuan, a.per, null, null, null, null, false, null, a.is_part,
           a.per = 'total' and a.is_counted, 'document', null, a.wording, a.issue_id, a.file, null, a.source_id, a.span_start, a.span_end,
           null, null, null
    from stg_amount_chosen as a
    where a.scope = 'own'
      and a.is_listed
      and not exists (
          select 1
          from funded as f
          where f.township = a.township and f.amount_yuan = a.amount_yuan and f.role_family = a.role_family and f.per = a.per
            and not f.is_derived
      )
)
select i.township,
       i.item,
       i.role,
       coalesce(role.label, i.role) as role_label,
       i.amount_yuan,
       i.per,
       per.per_label,
       i.household_count,
       i.person_count,
       i.arrived_yuan,
       i.paid_yuan,
       i.is_derived,
       i.formula,
       i.is_part,
       i.is_counted,
       case when i.is_counted then coalesce(role.label, i.role) when i.is_derived then '推算的' || coalesce(role.label, i.role) end as summed_as,
       i.origin,
       i.doubts is not null as is_doubtful,
       i.doubts,
       i.wording,
       i.issue_id,
       i.file,
       i.row_number,
       i.source_id,
       i.span_start,
       i.span_end,
       i.table_id,
       i.sheet,
       i.read_from
from items as i
left join code_label as role on role.dimension = 'amount_role' and role.code = i.role
join stg_per_label as per on per.per = i.per
