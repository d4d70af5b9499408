-- Takes what must be forgotten out of entries that have been told. Their order and number stay, so that everything can still
-- be derived from them; what is derived anew then knows no more than they do.

create policy owner_rows on log.entries to trekker_owner using (subject_id = kit.current_tenant());

-- Puts other values in place of fields that entries of the current tenant have, where a field names one of these ids.
-- Returns how many entries were changed.
create function log.redact(wanted_topic text, id_field text, ids text[], replacement jsonb) returns integer
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  changed integer;
begin
  update log.entries e set payload = e.payload || (
    select jsonb_object_agg(r.key, r.value) from jsonb_each(replacement) r where e.payload ? r.key)
  where e.subject_id = kit.current_tenant() and e.topic = wanted_topic and e.payload->>id_field = any(ids)
    and e.payload ?| array(select jsonb_object_keys(replacement));
  get diagnostics changed = row_count;
  return changed;
end $$;
revoke all on function log.redact from public;
grant execute on function log.redact to trekker_tenant;
