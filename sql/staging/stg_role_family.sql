-- 用途 that two sources may give one sum. Grain: one row an amount role. Stored. Reads: code_label.
-- A fund table knows a sum as placed (invested, principal) or as dividend; a document words the same sum more finely. A loan, a
-- cap or a debt of the same size is never the sum a table placed: such a role is a family of its own.
create or replace table stg_role_family as
select code as role,
       case
           when code in ('invested', 'principal', 'subsidy', 'reward', 'other') then 'placed'
           when code in ('dividend', 'income') then 'returned'
           else code
       end as role_family
from code_label
where dimension = 'amount_role'
