-- 方案, with the names pages show. Grain: one row a document. Stored: does not depend on the reader.
-- Reads: plan, source_file.
create or replace table stg_plan as
select p.plan_id,
       p.source_id,
       f.file,
       p.name as plan_name,
       coalesce(p.township, '未注明乡镇') as township,
       p.township is not null as is_township_stated
from plan as p
join source_file as f using (source_id)
