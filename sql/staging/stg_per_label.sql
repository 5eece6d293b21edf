-- 计量, in the words pages show. Grain: one row a code of what an amount is counted per. Stored. Reads: amount, code_label.
-- A code is made of parts, a holder and a time (item_year), so that their words make its words (每个每年); one with an unknown
-- part is said to be unknown: leaders read no English.
create or replace table stg_per_label as
with used as (
    select per from amount
    union
    select code from code_label where dimension = 'per'
),
parted as (
    select per, unnest(string_split(per, '_')) as part, unnest(range(len(string_split(per, '_')))) as place
    from used
),
composed as (
    select p.per, string_agg(l.label, '' order by p.place) as label, bool_and(l.label is not null) as is_known
    from parted as p
    left join code_label as l on l.dimension = 'per' and l.code = p.part
    group by p.per
)
select c.per,
       coalesce(l.label, if(c.is_known, c.label, '未收录的计量')) as per_label
from composed as c
left join code_label as l on l.dimension = 'per' and l.code = c.per
