-- A job that carries out resets is tried until it did; those that were given up are tried again. Rows of all tenants are changed.
alter table headcount.jobs no force row level security;
update headcount.jobs set every_ms = 300000, state = 'waiting', attempts = 0
  where kind = 'headcount-reset' and state in ('waiting', 'failed');
alter table headcount.jobs force row level security;
