-- 一厕一档. Grain: one row a toilet of a village's latest register on or before the as-of date.
-- Reads: stg_toilet_item (follows townships, villages, problem_types and as_of), source_file. is_overdue: open, its last day before the
-- as-of date; days_open: from the first register in which it has a problem.
create or replace view toilet_register as
select i.township, i.village, i.toilet_no, i.as_of,
       i.is_funded, i.is_problem,
       array_to_string(i.problem_types, '、') as problem_types,
       case
           when not i.is_problem then '没有问题'
           when i.is_rectified then '自报已整改'
           else '未整改'
       end as rectified_label,
       i.is_problem and not i.is_rectified and coalesce(i.due_on < coalesce(getvariable('as_of')::date, current_date), false) as is_overdue,
       i.due_on, i.rectified_on,
       if(i.is_problem and not i.is_rectified, i.found_on, null) as found_on,
       if(i.is_problem and not i.is_rectified, coalesce(getvariable('as_of')::date, current_date) - i.found_on, null) as days_open,
       f.file, i.sheet, i.row_number, i.source_id
from stg_toilet_item as i
join source_file as f using (source_id)
