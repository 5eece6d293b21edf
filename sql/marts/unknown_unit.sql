-- 词表没有的单位. Grain: one row a unit as written that no department of the vocabulary claims, in a chosen issue.
-- Reads: assignment, stg_issue_chosen (follows every filter), code_label. issue_id: the first such issue, to open its text.
create or replace view unknown_unit as
select a.unit,
       count(distinct a.issue_id) as issue_count,
       count(distinct i.township) filter (where i.is_township_stated) as township_count,
       string_agg(distinct r.label, '、' order by r.label) as roles,
       arg_min(i.township, i.issue_id) as township,
       arg_min(i.title, i.issue_id) as title,
       min(i.issue_id) as issue_id
from assignment as a
join stg_issue_chosen as i using (issue_id)
join code_label as r on r.dimension = 'unit_role' and r.code = a.role
where a.department is null
group by a.unit
