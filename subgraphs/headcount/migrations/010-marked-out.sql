-- Who was marked out by hand when a muster started: [{ personId, zoneId, at }], `at` in Unix milliseconds. What visits that
-- had begun by then go on to tell puts nobody on its list.

alter table headcount.musters add column marked_out jsonb not null default '[]';
