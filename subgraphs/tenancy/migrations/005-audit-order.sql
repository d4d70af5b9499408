-- What one transaction did has one instant; its entries are told in the order of their log.
alter table tenancy.audit_entries add column "offset" bigint not null default 0;
alter table tenancy.audit_entries alter column "offset" drop default;
create index on tenancy.audit_entries (tenant_id, at desc, "offset" desc, entry_id desc);
create index on tenancy.audit_entries (tenant_id, actor_id, at desc, "offset" desc, entry_id desc);
drop index tenancy.audit_entries_tenant_id_at_entry_id_idx;
drop index tenancy.audit_entries_tenant_id_actor_id_at_entry_id_idx;
