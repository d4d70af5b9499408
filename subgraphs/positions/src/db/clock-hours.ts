import { LATEST_INSTANT, type Tx, type TxSql } from '@trekker/kit';

import { LOOK_BACK_MS } from '../domain/clock/clock-skew.ts';
import type { HourOfDelays } from '../domain/clock/delays.ts';

/** Adds the delays of new positions of the current tenant to what is known of their hours. */
export async function addDelays(
  sql: TxSql,
  tenantId: string,
  hours: readonly (HourOfDelays & { readonly partition: number })[],
): Promise<void> {
  if (!hours.length) return;
  await sql`
    insert into positions.clock_hours as c (tenant_id, tracker_id, hour, least_delay_ms, messages, partition)
    select ${tenantId}, h.* from unnest(
      ${hours.map(({ trackerId }) => trackerId)}::uuid[],
      ${hours.map(({ hour }) => hour)}::timestamptz[],
      ${hours.map(({ leastDelayMs }) => leastDelayMs)}::bigint[],
      ${hours.map(({ messages }) => messages)}::integer[],
      ${hours.map(({ partition }) => partition)}::smallint[]
    ) as h (tracker_id, hour, least_delay_ms, messages, partition)
    order by h.tracker_id, h.hour
    on conflict (tenant_id, tracker_id, hour) do update set
      least_delay_ms = least(c.least_delay_ms, excluded.least_delay_ms), messages = c.messages + excluded.messages`;
}

/** The hours of trackers that tell of their clocks from one hour up to another, Unix milliseconds, both included. */
export async function hoursOfDelays(
  tx: Tx,
  { trackerIds, from, to }: { trackerIds: readonly string[]; from: number; to: number },
): Promise<HourOfDelays[]> {
  const rows = await tx.sql<Row[]>`
    select ${columns(tx.sql)} from positions.clock_hours
    where tracker_id = any(${[...trackerIds]}::uuid[]) and hour > ${from - LOOK_BACK_MS}
      and hour <= ${Math.min(to, LATEST_INSTANT)}`;
  return rows.map(hourOf);
}

/** The hours that tell of what the clocks of trackers are now. */
export async function latestDelays(tx: Tx, trackerIds: readonly string[]): Promise<HourOfDelays[]> {
  const rows = await tx.sql<Row[]>`
    select c.tracker_id, c.hour, c.least_delay_ms, c.messages
    from unnest(${[...trackerIds]}::uuid[]) as wanted (tracker_id)
    cross join lateral (
      select max(hour) as hour from positions.clock_hours m where m.tracker_id = wanted.tracker_id
    ) as newest
    join positions.clock_hours c on c.tracker_id = wanted.tracker_id
      and c.hour > newest.hour - make_interval(secs => ${LOOK_BACK_MS / 1_000}) and c.hour <= newest.hour`;
  return rows.map(hourOf);
}

interface Row {
  readonly tracker_id: string;
  readonly hour: number;
  readonly least_delay_ms: number;
  readonly messages: number;
}

function columns(sql: TxSql) {
  return sql`tracker_id, hour, least_delay_ms, messages`;
}

function hourOf({ tracker_id: trackerId, hour, least_delay_ms: leastDelayMs, messages }: Row): HourOfDelays {
  return { trackerId, hour, leastDelayMs, messages };
}
