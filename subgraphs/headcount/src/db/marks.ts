import type { Actor, Page, Tx, UnitReach } from '@trekker/kit';

import type { Mark, MarkKind, MarkSource, MarkSpan } from '../domain/mark.ts';
import { beliefsIn, type Stretch, type Whose } from './beliefs.ts';

/** A mark as it is kept. */
export interface MarkRow extends Mark {
  /** In the actor's words, or null. */
  readonly note: string | null;
  readonly actor: Actor;
  /** Append time of its entry, Unix milliseconds. */
  readonly knownFrom: number;
}

/** What led to a new belief about how long marks hold. */
export interface Cause {
  /** The topic of the entry, and its offset. */
  readonly topic: string;
  readonly offset: number;
  /** Append time of the entry, Unix milliseconds. */
  readonly knownFrom: number;
}

/** Keeps a mark. */
export async function insertMark(tx: Tx, tenantId: string, mark: MarkRow): Promise<void> {
  const { markId, offset, personId, zoneId, kind, source, at, note, actor, knownFrom } = mark;
  await tx.sql`
    insert into headcount.marks (tenant_id, mark_id, "offset", person_id, geofence_id, kind, source, at, note, actor_kind,
      actor_id, known_from)
    values (${tenantId}, ${markId}, ${offset}, ${personId}, ${zoneId}, ${kind}, ${source}, ${at}, ${note}, ${actor.kind},
      ${actor.id}, ${knownFrom})`;
}

/** Every mark of these people. */
export async function marksOf(tx: Tx, personIds: readonly string[]): Promise<MarkRow[]> {
  const rows = await tx.sql<KeptMark[]>`
    select * from headcount.marks where person_id = any(${[...personIds]}::uuid[])`;
  return rows.map(markOf);
}

/** Marks by id. */
export async function marksById(tx: Tx, markIds: readonly string[]): Promise<MarkRow[]> {
  const rows = await tx.sql<KeptMark[]>`select * from headcount.marks where mark_id = any(${[...markIds]}::uuid[])`;
  return rows.map(markOf);
}

/** Which marks are wanted; null: of all zones, of all people. */
export interface MarksWanted {
  readonly personId: string | null;
  readonly zoneId: string | null;
  readonly reach: UnitReach;
}

/** One more than a page of marks, the latest first. */
export async function pageOfMarks(tx: Tx, wanted: MarksWanted, { first, after }: Page): Promise<MarkRow[]> {
  const { personId, zoneId, reach } = wanted;
  const { sql } = tx;
  const [at, markId] = after ?? [];
  const rows = await sql<KeptMark[]>`
    select * from headcount.marks m
    where ${at === undefined ? sql`true` : sql`(m.at, m.mark_id) < (${Number(at)}::timestamptz, ${markId ?? ''}::uuid)`}
      and ${personId === null ? sql`true` : sql`m.person_id = ${personId}`}
      and ${zoneId === null ? sql`true` : sql`m.geofence_id = ${zoneId}`}
      and ${
        reach === 'all'
          ? sql`true`
          : sql`exists (select from headcount.replicas p where p.replica = 'people' and p.key = m.person_id::text
              and p.valid_to is null and p.data->>'unitId' = any(${[...reach]}))`
      }
    order by m.at desc, m.mark_id desc limit ${first + 1}`;
  return rows.map(markOf);
}

/** The offset of the newest mark, -1 where there is none. */
export async function newestMarkOffset(tx: Tx): Promise<number> {
  const [row] = await tx.sql<{ newest: number | null }[]>`select max("offset") as newest from headcount.marks`;
  return row?.newest ?? -1;
}

/** Marks that were made behind an offset, in order. */
export async function marksMadeBehind(tx: Tx, offset: number): Promise<MarkRow[]> {
  const rows = await tx.sql<KeptMark[]>`select * from headcount.marks where "offset" > ${offset} order by "offset"`;
  return rows.map(markOf);
}

/** What is believed of marks that hold for a moment of a stretch. */
export async function markSpansIn(tx: Tx, stretch: Stretch, whose: Whose): Promise<MarkSpan[]> {
  return (await beliefsIn<SpanRow>(tx, 'mark_spans', { columns: SPAN, stretch, whose })).map(spanOf);
}

/** What is believed now of how long marks of these people hold. */
export async function believedSpans(tx: Tx, personIds: readonly string[]): Promise<KnownSpan[]> {
  const rows = await tx.sql<SpanRow[]>`
    select * from headcount.mark_spans where counts and person_id = any(${[...personIds]}::uuid[])`;
  return rows.map((row) => ({ ...spanOf(row), knownFrom: row.known_from }));
}

/** A belief and since when it is held. */
export interface KnownSpan extends MarkSpan {
  readonly knownFrom: number;
}

/** Notes new beliefs about how long marks hold; each ends the one before. */
export async function noteSpans(
  tx: Tx,
  tenantId: string,
  { spans, cause }: { spans: readonly MarkSpan[]; cause: Cause },
): Promise<void> {
  if (!spans.length) return;
  const { offset, topic } = cause;
  const ids = spans.map(({ markId }) => markId);
  const [newest] = await tx.sql<{ known_from: number | null }[]>`
    select max(known_from) as known_from from headcount.mark_spans where counts and mark_id = any(${ids}::uuid[])`;
  // A mark may have been made while an entry from before it waited: nothing is believed of it before it was made.
  const knownFrom = Math.max(cause.knownFrom, newest?.known_from ?? cause.knownFrom);
  await tx.sql`
    update headcount.mark_spans set known_to = ${knownFrom}
    where counts and mark_id = any(${ids}::uuid[]) and known_from < ${knownFrom}`;
  const rows = spans.map((span) => ({
    tenant_id: tenantId,
    mark_id: span.markId,
    person_id: span.personId,
    geofence_id: span.zoneId,
    kind: span.kind,
    source: span.source,
    valid_from: span.from,
    valid_to: span.to,
    visits_offset: topic === 'person-visits' ? offset : null,
    deeds_offset: topic === 'headcount' ? offset : null,
    known_from: knownFrom,
  }));
  // What was believed for no time at all is not kept.
  await tx.sql`
    insert into headcount.mark_spans ${tx.sql(rows)}
    on conflict (tenant_id, mark_id, known_from) do update
      set valid_to = excluded.valid_to, visits_offset = excluded.visits_offset, deeds_offset = excluded.deeds_offset`;
}

interface KeptMark {
  readonly mark_id: string;
  readonly offset: number;
  readonly person_id: string;
  readonly geofence_id: string;
  readonly kind: MarkKind;
  readonly source: MarkSource;
  readonly at: number;
  readonly note: string | null;
  readonly actor_kind: Actor['kind'];
  readonly actor_id: string;
  readonly known_from: number;
}

const SPAN = ['mark_id', 'person_id', 'geofence_id', 'kind', 'source', 'valid_from', 'valid_to', 'known_from'];

interface SpanRow {
  readonly mark_id: string;
  readonly person_id: string;
  readonly geofence_id: string;
  readonly kind: MarkKind;
  readonly source: MarkSource;
  readonly valid_from: number;
  readonly valid_to: number | null;
  readonly known_from: number;
}

function markOf(row: KeptMark): MarkRow {
  return {
    markId: row.mark_id,
    offset: row.offset,
    personId: row.person_id,
    zoneId: row.geofence_id,
    kind: row.kind,
    source: row.source,
    at: row.at,
    note: row.note,
    actor: { kind: row.actor_kind, id: row.actor_id },
    knownFrom: row.known_from,
  };
}

function spanOf(row: SpanRow): MarkSpan {
  return {
    markId: row.mark_id,
    personId: row.person_id,
    zoneId: row.geofence_id,
    kind: row.kind,
    source: row.source,
    from: row.valid_from,
    to: row.valid_to,
  };
}
