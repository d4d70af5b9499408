import type { Actor, Page, Tx, UnitReach } from '@trekker/kit';

import { CLOCK_ACTS, type ClockAct } from '../../domain/muster/clock.ts';
import type { MarkedIn, MarkKind, MusterMark } from '../../domain/muster/facts.ts';
import type { MusterStatus } from '../../domain/muster/session.ts';

/** What was done or said in a muster; the values of the SDL's `MusterActKind`. */
export type MusterActKind = ClockAct | 'MARKED' | 'CODE_MADE' | 'MARKED_IN';

/** Something that was done or said in a muster. */
export interface MusterActRow {
  readonly musterId: string;
  /** From 1, in the order in which acts became known. */
  readonly number: number;
  readonly actId: string;
  readonly kind: MusterActKind;
  /** When it was true, Unix milliseconds. */
  readonly at: number;
  readonly knownAt: number;
  readonly actor: Actor;
  readonly personId: string | null;
  readonly mark: MarkKind | null;
  readonly by: MusterMark['by'] | null;
  readonly stationId: string | null;
  /** Where somebody was marked in, or null. */
  readonly zoneId: string | null;
  readonly note: string | null;
  readonly idempotencyKey: string | null;
  /** Equal for equal input, so that a key is not taken for something else. */
  readonly fingerprint: string | null;
}

/** Keeps an act of a muster that is locked, and how the muster stands from then on. */
export async function appendAct(
  tx: Tx,
  tenantId: string,
  { act, standing }: { act: MusterActRow; standing: { status: MusterStatus; endedOffset: number | null } | null },
): Promise<void> {
  await insertAct(tx, tenantId, act);
  const { sql } = tx;
  const ended =
    standing?.endedOffset == null ? sql`` : sql`, ended_at = ${act.at}, ended_offset = ${standing.endedOffset}`;
  const status = standing ? sql`, status = ${standing.status}` : sql``;
  await sql`update headcount.musters set acts = ${act.number} ${status} ${ended} where muster_id = ${act.musterId}`;
}

/** Keeps an act. */
export async function insertAct(tx: Tx, tenantId: string, act: MusterActRow): Promise<void> {
  await tx.sql`
    insert into headcount.muster_acts (tenant_id, muster_id, number, act_id, kind, at, known_at, actor_kind, actor_id,
      person_id, mark, by, station_id, zone_id, note, idempotency_key, fingerprint)
    values (${tenantId}, ${act.musterId}, ${act.number}, ${act.actId}, ${act.kind}, ${act.at}, ${act.knownAt},
      ${act.actor.kind}, ${act.actor.id}, ${act.personId}, ${act.mark}, ${act.by}, ${act.stationId}, ${act.zoneId}, ${act.note},
      ${act.idempotencyKey}, ${act.fingerprint})`;
}

/** The act that a key was used for, or null. */
export async function actByKey(tx: Tx, idempotencyKey: string): Promise<MusterActRow | null> {
  const [row] = await tx.sql<Kept[]>`select * from headcount.muster_acts where idempotency_key = ${idempotencyKey}`;
  return row ? actOf(row) : null;
}

/** Marks of a muster behind the act of a number. */
export async function marksBehind(tx: Tx, musterId: string, number: number): Promise<MusterMark[]> {
  const rows = await tx.sql<Kept[]>`
    select * from headcount.muster_acts where muster_id = ${musterId} and number > ${number} and kind = 'MARKED'
    order by number`;
  return rows
    .map(actOf)
    .flatMap(({ actId, personId, mark, by, stationId, at, knownAt }) =>
      personId && mark && by ? [{ markId: actId, personId, kind: mark, by, stationId, at, knownAt }] : [],
    );
}

/** Who was marked in for the time of a muster's start, behind the act of a number. */
export async function markedInBehind(tx: Tx, musterId: string, number: number): Promise<MarkedIn[]> {
  const rows = await tx.sql<{ person_id: string; zone_id: string; known_at: number }[]>`
    select person_id, zone_id, known_at from headcount.muster_acts
    where muster_id = ${musterId} and number > ${number} and kind = 'MARKED_IN' order by number`;
  return rows.map((row) => ({ personId: row.person_id, zoneId: row.zone_id, knownAt: row.known_at }));
}

/** What set the clock of a muster, and when, in order. */
export async function clockActs(tx: Tx, musterId: string): Promise<{ kind: ClockAct; at: number }[]> {
  return tx.sql<{ kind: ClockAct; at: number }[]>`
    select kind, at from headcount.muster_acts
    where muster_id = ${musterId} and kind = any(${[...CLOCK_ACTS]}) order by number`;
}

/** One more than a page of acts, in order; those about people only where the reach covers their unit. */
export async function actsOf(
  tx: Tx,
  { musterId, reach }: { musterId: string; reach: UnitReach },
  { first, after }: Page,
): Promise<MusterActRow[]> {
  const { sql } = tx;
  const within =
    reach === 'all'
      ? sql`true`
      : sql`(person_id is null or exists (select from headcount.replicas r
          where r.replica = 'people' and r.key = person_id::text and r.valid_to is null
            and r.data->>'unitId' = any(${[...reach]})))`;
  const rows = await sql<Kept[]>`
    select * from headcount.muster_acts
    where muster_id = ${musterId} and number > ${Number(after?.[0] ?? 0)} and ${within}
    order by number limit ${first + 1}`;
  return rows.map(actOf);
}

interface Kept {
  readonly muster_id: string;
  readonly number: number;
  readonly act_id: string;
  readonly kind: MusterActKind;
  readonly at: number;
  readonly known_at: number;
  readonly actor_kind: Actor['kind'];
  readonly actor_id: string;
  readonly person_id: string | null;
  readonly mark: MarkKind | null;
  readonly by: MusterMark['by'] | null;
  readonly station_id: string | null;
  readonly zone_id: string | null;
  readonly note: string | null;
  readonly idempotency_key: string | null;
  readonly fingerprint: string | null;
}

function actOf(row: Kept): MusterActRow {
  return {
    musterId: row.muster_id,
    number: row.number,
    actId: row.act_id,
    kind: row.kind,
    at: row.at,
    knownAt: row.known_at,
    actor: { kind: row.actor_kind, id: row.actor_id },
    personId: row.person_id,
    mark: row.mark,
    by: row.by,
    stationId: row.station_id,
    zoneId: row.zone_id,
    note: row.note,
    idempotencyKey: row.idempotency_key,
    fingerprint: row.fingerprint,
  };
}
