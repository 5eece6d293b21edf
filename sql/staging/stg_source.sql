-- 来源, by its content. Grain: one row a source: the same content given under two names is one source, named by the file read.
-- Reads: source_file.
create or replace view stg_source as
select source_id, file
from source_file
qualify row_number() over (partition by source_id order by state = 'failed', file) = 1
