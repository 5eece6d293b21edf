-- 金额的写法: 888,000元, 12.50元. Grain: one value; null where there is no sum. Yuan in, words out.
create or replace macro yuan_words(yuan) as regexp_replace(format('{:,.2f}', yuan::double), '[.]00$', '') || '元'
