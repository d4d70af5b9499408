import type { Session } from './database.ts';

/**
 * Ends sessions of the same service whose client stopped in the middle of a statement: between having it described and
 * running it. They hold their locks, and of the server's own timeouts none counts there, as to the server a statement is
 * under way. Copies are left out, since they wait for their client as a rule and the statement timeout ends them.
 * @param silentMs how long nothing came from the client.
 * @returns how many there were.
 */
export async function endFrozenSessions({ sql }: Session, silentMs: number): Promise<number> {
  const { count } = await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where usename = session_user and datname = current_database() and pid <> pg_backend_pid()
      and state = 'active' and wait_event = 'ClientRead' and query not ilike 'copy%'
      and state_change < clock_timestamp() - ${silentMs}::int * interval '1 millisecond'`;
  return count;
}
