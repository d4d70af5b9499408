-- A service as small as can be, for kit's own tests.
create schema sample;
grant usage on schema sample to trekker_sample_tenant, trekker_sample_consumer;

create table sample.notes (
  tenant_id uuid not null,
  id uuid not null,
  text text not null,
  primary key (tenant_id, id)
);
call kit.isolate('sample.notes', 'sample');

create table sample.counts (
  tenant_id uuid not null,
  word text not null,
  count integer not null,
  primary key (tenant_id, word)
);
call kit.isolate('sample.counts', 'sample');

call kit.add_checkpoints('sample');
call kit.add_replicas('sample');
call kit.add_jobs('sample');
