import type { TxSql } from '@trekker/kit';

/** A new belief about something, with the instant from which it was known. */
export interface Belief {
  /** 0 for the first belief about it, then 1, 2 and so on. */
  readonly revision: number;
  /** Append time of the entry it follows from, Unix milliseconds. */
  readonly knownFrom: number;
}

/** A run of beliefs as they are written. */
export interface BeliefChain<T> {
  /** Each with the instant at which a later one of the run took its place, or null. */
  readonly rows: readonly (T & { readonly knownTo: number | null })[];
  /** Beliefs from before the run that end with it. */
  readonly ended: readonly { readonly id: string; readonly revision: number; readonly at: number }[];
}

/** Lets each belief end the one before about the same thing. The run is in the order in which it came to be known. */
export function chainBeliefs<T extends Belief>(run: readonly T[], idOf: (belief: T) => string): BeliefChain<T> {
  const next = new Map<string, T>();
  const rows = run.toReversed().map((belief) => {
    const knownTo = next.get(idOf(belief))?.knownFrom ?? null;
    next.set(idOf(belief), belief);
    return { ...belief, knownTo };
  });
  const ended = [...next]
    .filter(([, first]) => first.revision > 0)
    .map(([id, first]) => ({ id, revision: first.revision - 1, at: first.knownFrom }));
  return { rows, ended };
}

/**
 * Ends beliefs of the current tenant. Each row is looked up by itself, because PostgreSQL goes through all of a tenant
 * instead while it has no statistics of the table; `offset 0` keeps it from turning that round. Rows are then named by
 * their place, which leaves no way to join them but one by one.
 */
export async function endBeliefs(
  sql: TxSql,
  {
    table,
    key,
  }: { table: 'visits' | 'person_visits' | 'geofence_events'; key: 'visit_id' | 'person_visit_id' | 'event_id' },
  ended: BeliefChain<unknown>['ended'],
): Promise<void> {
  const believed = sql`geofences.${sql(table)}`;
  // Few instants, since all that follows from one entry was known at once.
  for (const [at, together] of Map.groupBy(ended, (one) => one.at)) {
    await sql`
      update ${believed} set known_to = ${at}
      where ctid = any(array(
        select found.ctid
        from unnest(
          ${together.map(({ id }) => id)}::uuid[],
          ${together.map(({ revision }) => revision)}::integer[]) as ended (id, revision)
        cross join lateral (
          select ctid from ${believed} where ${sql(key)} = ended.id and revision = ended.revision offset 0) as found))`;
  }
}

/** An instant as PostgreSQL reads it out of JSON. */
export function instantText(instant: number): string;
export function instantText(instant: number | null): string | null;
export function instantText(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}
