import { comparePositions, unpackedOnce, type PositionRecord } from '@trekker/geo';
import { createTurn, type ConsumerTx, type Entry, type Projection } from '@trekker/kit';

import { motionStates, saveMotion, type PlacedChange } from '../../db/motion.ts';
import { changeBetween } from '../../domain/motion/change.ts';
import { createRun } from '../../domain/motion/run.ts';
import type { MotionState } from '../../domain/motion/state.ts';
import { POSITIONS_TOPIC, positionsAppended } from '../../events.ts';
import { deriveLate } from './derive-late.ts';

/**
 * Keeps trips, stops and the figures of each hour. Positions that follow a tracker's newest are taken as they come; others
 * derive the stretch they touch anew, from the history.
 */
export const motionProjection: Projection = {
  name: 'motion',
  topic: POSITIONS_TOPIC,
  gathers: true,
  apply,
  applyTogether: apply,
  derived: ['motion_trackers', 'motion_states', 'motion_hours', 'stretches'].map((table) => ({
    table: `positions.${table}`,
    by: 'partition',
  })),
  outlivesForgetting: true,
  async reset({ sql }, { partition }) {
    await sql`delete from positions.motion_trackers where partition = ${partition}`;
    await sql`delete from positions.motion_states where partition = ${partition}`;
    await sql`delete from positions.motion_hours where partition = ${partition}`;
    await sql`delete from positions.stretches where partition = ${partition}`;
  },
};

async function apply(tx: ConsumerTx, entries: readonly Entry[]): Promise<void> {
  const told = Map.groupBy(entries.filter(isPositions), (entry) => entry.subject);
  for (const [tenantId, ofTenant] of told) {
    await tx.asTenant(tenantId);
    const changes = await changesOf(tx, ofTenant, newOf(entries, ofTenant));
    // Of several changes of one tracker each is made by itself.
    const rounds = Map.groupBy(
      changes.flatMap((of) => [...of.entries()]),
      ([round]) => round,
    );
    for (const round of rounds.values())
      await saveMotion(
        tx.sql,
        tenantId,
        round.map(([, change]) => change),
      );
  }
}

/** Entries of a partition whose positions are new: from one offset up to another, both included. */
export interface NewEntries {
  readonly since: number;
  readonly upTo: number;
}

/** From which of a tenant's entries on there are new ones, and how far all of them go, by partition. */
function newOf(entries: readonly Entry[], ofTenant: readonly Entry[]): ReadonlyMap<number, NewEntries> {
  const upTo = new Map(entries.map(({ partition, offset }) => [partition, offset]));
  const firsts = new Map(ofTenant.toReversed().map(({ partition, offset }) => [partition, offset]));
  return new Map([...firsts].map(([partition, since]) => [partition, { since, upTo: upTo.get(partition) ?? since }]));
}

/** The changes of each tracker in turn. */
async function changesOf(
  tx: ConsumerTx,
  entries: readonly Entry[],
  news: ReadonlyMap<number, NewEntries>,
): Promise<PlacedChange[][]> {
  const trackers = recordsOf(entries);
  const states = await motionStates(tx.sql, [...trackers.keys()]);
  const changes: PlacedChange[][] = [];
  const othersTurn = createTurn();
  for (const [trackerId, { partition, records }] of trackers) {
    await othersTurn();
    const state = states.get(trackerId) ?? null;
    const sorted = records.toSorted(comparePositions);
    const first = sorted[0]?.recordedAt ?? 0;
    const isLate = state && first <= state.last.at;
    const ofTracker = isLate
      ? await deriveLate(tx, { trackerId, records: sorted }, news.get(partition) ?? { since: 0, upTo: 0 })
      : [inOrder({ trackerId, state }, sorted)];
    changes.push(ofTracker.map((change) => ({ ...change, partition })));
  }
  return changes;
}

function inOrder({ trackerId, state }: { trackerId: string; state: MotionState | null }, records: PositionRecord[]) {
  const after = createRun(state);
  for (const record of records) after.add(fixOf(record));
  return changeBetween(createRun(state), after, { trackerId, wholeHours: false, toTheEnd: true });
}

function fixOf(record: PositionRecord) {
  const { recordedAt: at, latitudeE7, longitudeE7 } = record;
  const { speedMillimetersPerSecond: speedMms, accuracyCentimeters: accuracyCm } = record;
  return { at, latitudeE7, longitudeE7, speedMms, accuracyCm };
}

function recordsOf(entries: readonly Entry[]): Map<string, { partition: number; records: PositionRecord[] }> {
  const trackers = new Map<string, { partition: number; records: PositionRecord[] }>();
  for (const { partition, body } of entries) {
    for (const record of unpackedOnce(body ?? new Uint8Array())) {
      const known = trackers.get(record.trackerId);
      if (known) known.records.push(record);
      else trackers.set(record.trackerId, { partition, records: [record] });
    }
  }
  return trackers;
}

function isPositions(entry: Entry): boolean {
  return entry.kind === 'data' && entry.type === positionsAppended.type;
}
