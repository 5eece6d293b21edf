-- A share, 0-100 with two decimals. Grain: one part and its whole; null where the whole is 0.
create or replace macro share_pct(part, whole) as round(100.0 * part / nullif(whole, 0), 2)::double
