import { asSuperuser } from './superuser.ts';

/**
 * Tables that no caller is shown rows of: services derive from them, or reach their rows through another table that has a
 * policy of its own. Opening the policy of any other table must show.
 */
const BEHIND_OTHERS = new Set([
  'geofences.assignments',
  'geofences.carried_visits',
  'geofences.edits',
  'geofences.fix_segments',
  'geofences.geocoded',
  'geofences.geofence_events_before',
  'geofences.hearings',
  'geofences.person_visits_before',
  'geofences.place_plans',
  'geofences.replicas',
  'geofences.silences',
  'geofences.speaker_deadlines',
  'geofences.stays',
  'geofences.tracker_presence',
  'geofences.visits_before',
  'headcount.derived',
  'headcount.done_once',
  'headcount.last_positions',
  'headcount.muster_acts',
  'headcount.muster_beside',
  'headcount.muster_expected',
  'headcount.muster_last_positions',
  'headcount.reset_schedules',
  'headcount.resets',
  'headcount.revoked_codes',
  'log.entries',
  'log.heads',
  'positions.clock_hours',
  'positions.export_chunks',
  'positions.export_files',
  'positions.motion_hours',
  'positions.motion_states',
  'positions.motion_trackers',
  'positions.connections',
  // No day of these tenants is over for so long; packing.test.ts looks for those of others.
  'positions.packed_days',
  // Nor is anything of theirs deleted; retention.test.ts looks for what is of others.
  'positions.held_trackers',
  'positions.retention',
  'positions.replicas',
  'positions.stretches',
  'positions.track_imports',
  'positions.tracker_zones',
  'tenancy.audit_subjects',
  'tenancy.delivery_attempts',
  'tenancy.notification_cursors',
  'tenancy.notification_matches',
  'tenancy.notification_preferences',
  'tenancy.notification_recipients',
  'tenancy.notifications',
  'tenancy.push_subscriptions',
  'tenancy.replicas',
  'tenancy.sessions',
  'timesheets.assignments',
  'timesheets.person_visits',
  'timesheets.tracker_progress',
  'trackers.assignments',
  'trackers.connections',
  'trackers.heard_spans',
  'trackers.identifiers',
  'trackers.images',
  'trackers.replicas',
  'trackers.tracker_status',
  'trackers.tracker_zones',
]);

/** Every table whose rows a policy keeps to their tenant and that callers are shown rows of. */
export async function guardedTables(dataDir: string): Promise<string[]> {
  const rows = await asSuperuser(
    dataDir,
    (sql) => sql<{ name: string }[]>`
      select distinct schemaname || '.' || tablename as name from pg_policies
      where qual like '%current_tenant%' and tablename not in ('checkpoints', 'jobs') order by 1`,
  );
  const names = rows.map(({ name }) => name);
  const gone = [...BEHIND_OTHERS].filter((name) => !names.includes(name));
  if (gone.length) throw new Error(`there is no table ${gone.join(', ')}; take it out of ${import.meta.filename}`);
  return names.filter((name) => !BEHIND_OTHERS.has(name));
}

/** What `work` gives while everybody sees all rows of a table. */
export async function withPolicyOpened<T>(dataDir: string, table: string, work: () => Promise<T>): Promise<T> {
  await asSuperuser(dataDir, (sql) => sql.unsafe(`create policy opened on ${table} using (true)`));
  try {
    return await work();
  } finally {
    await asSuperuser(dataDir, (sql) => sql.unsafe(`drop policy opened on ${table}`));
  }
}
