import { comparePositions, unpackPositions, type PositionRecord } from '@trekker/geo';
import type { ConsumerTx, Entry, Projection } from '@trekker/kit';

import { motionStates, saveMotion } from '../../db/motion.ts';
import { changeBetween, type MotionChange } from '../../domain/motion/change.ts';
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
  async apply(tx, entries, { partition }) {
    const upTo = entries.at(-1)?.offset ?? 0;
    const told = Map.groupBy(entries.filter(isPositions), (entry) => entry.subject);
    for (const [tenantId, ofTenant] of told) {
      await tx.asTenant(tenantId);
      const [{ offset: since }] = ofTenant as [Entry, ...Entry[]];
      const changes = await changesOf(tx, recordsOf(ofTenant), { since, upTo });
      // Of several changes of one tracker each is made by itself.
      const rounds = [
        ...Map.groupBy(
          changes.flatMap((of) => [...of.entries()]),
          ([round]) => round,
        ).values(),
      ];
      for (const round of rounds)
        await saveMotion(
          tx.sql,
          { tenantId, partition },
          round.map(([, change]) => change),
        );
    }
  },
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

/** Entries whose positions are new: from one offset up to another, both included. */
export interface NewEntries {
  readonly since: number;
  readonly upTo: number;
}

/** The changes of each tracker in turn. */
async function changesOf(tx: ConsumerTx, records: Map<string, PositionRecord[]>, entries: NewEntries) {
  const states = await motionStates(tx.sql, [...records.keys()]);
  const changes: MotionChange[][] = [];
  for (const [trackerId, ofTracker] of records) {
    const state = states.get(trackerId) ?? null;
    const sorted = ofTracker.toSorted(comparePositions);
    const first = sorted[0]?.recordedAt ?? 0;
    if (!state || first > state.last.at) changes.push([inOrder({ trackerId, state }, sorted)]);
    else changes.push(await deriveLate(tx, { trackerId, records: sorted }, entries));
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

function recordsOf(entries: readonly Entry[]): Map<string, PositionRecord[]> {
  const records = entries.flatMap(({ body }) => [...unpackPositions(body ?? new Uint8Array())]);
  return Map.groupBy(records, ({ trackerId }) => trackerId);
}

function isPositions(entry: Entry): boolean {
  return entry.kind === 'data' && entry.type === positionsAppended.type;
}
