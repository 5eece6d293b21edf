-- 填报日期. Grain: one row a township and day on which a status of one of its issues was reported, by a document or a table. Stored.
-- Reads: status, stg_issue, source_file.
create or replace table stg_report_date as
select i.township,
       s.status_on as reported_on,
       count(*) as status_count,
       string_agg(distinct f.file, '、' order by f.file) as files
from status as s
join stg_issue as i using (issue_id)
join source_file as f on f.source_id = s.source_id
where s.status_on is not null
group by i.township, s.status_on
order by i.township, s.status_on
