-- 方案, with the names pages show. Grain: one row a document. Stored: does not depend on the reader.
-- Reads: plan, source_file, build. known_from: the day it was issued; before it nobody knows its issues and figures. A day after the
-- build is a slip of the pen, not a reason to hide a document: then it is known at any day, as one without a date is.
create or replace table stg_plan as
select p.plan_id,
       p.source_id,
       f.file,
       p.name as plan_name,
       coalesce(p.township, '未注明乡镇') as township,
       p.township is not null as is_township_stated,
       case when p.issued_on <= b.finished_at::date + 1 then p.issued_on end as known_from
from plan as p
join source_file as f using (source_id)
cross join build as b
