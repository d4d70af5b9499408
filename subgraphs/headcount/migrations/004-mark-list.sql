-- Lists marks, the latest first.

create index on headcount.marks (tenant_id, at, mark_id);
