-- 自报完成率, 验收率, 销号率: the one place that says what each is of. Grain: one group of issues. Reads: share_pct. 0-100.
-- Each is of the issues with a reported state; reported_pct says how many have one at all.
create or replace macro completion_rates(issue_count, reported_count, done_count, accepted_count, closed_count) as {
    'reported_pct': share_pct(reported_count, issue_count),
    'completion_pct': share_pct(done_count, reported_count),
    'verification_pct': share_pct(accepted_count, reported_count),
    'closure_pct': share_pct(closed_count, reported_count)
}
