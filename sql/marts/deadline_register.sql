-- 时限清单. Grain: one row a chosen issue. overdue_days: null unless it is overdue.
-- Reads: stg_issue_chosen (follows every filter). Days counted from the as-of date.
create or replace view deadline_register as
select issue_id, township, plan_name, issue_no, title, theme,
       due_code, due_bucket, bucket_order,
       due_on,
       strftime(due_on, '%Y-%m') as due_month,
       days_to_due,
       if(is_overdue, -days_to_due, null) as overdue_days,
       deadline_label, deadline_wording,
       status_label, status_on,
       array_to_string(departments, '、') as departments_wording
from stg_issue_chosen
