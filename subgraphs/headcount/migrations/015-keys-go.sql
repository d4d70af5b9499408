-- Keys of callers are forgotten after a while.
create index done_once_age on headcount.done_once (tenant_id, done_at);
grant delete on headcount.done_once to trekker_headcount_tenant;
