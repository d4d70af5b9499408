import { headKey, payloadOf, readCheckpoint, readEntries, type Entry, type Offsets, type Tx } from '@trekker/kit';

import { LIVE_TOPICS, ownHead } from '../domain/live-point.ts';
import {
  GEOFENCES_TOPIC,
  TENANCY_TOPIC,
  trackerChanged,
  TRACKERS_TOPIC,
  visitChanged,
  VISITS_TOPIC,
} from '../events.ts';
import { latestOffsets, trackersWithLatestSince } from './latest.ts';

/** What changed behind a point of a tenant's live streams. */
export interface LiveChanges {
  /** The point up to which that is all. */
  readonly point: Offsets;
  /** Trackers that may fit another filter than before. */
  readonly trackerIds: readonly string[];
  /** The units that trackers were taken from; null is the tenant itself. */
  readonly unitsBefore: ReadonlyMap<string, readonly (string | null)[]>;
  /** Whether units or places may lie elsewhere than before. */
  readonly treesMoved: boolean;
  /** Whether more was written than is read at once, or what was written can no longer be read. */
  readonly more: boolean;
}

/** Most entries of a topic that are looked through at once. */
const MOST_ENTRIES = 2_000;

/** Which projection answers for which of a tenant's topics. */
const PROJECTIONS: Readonly<Record<(typeof LIVE_TOPICS)[number], string>> = {
  [VISITS_TOPIC]: 'zones',
  [TRACKERS_TOPIC]: 'replica-trackers',
  [TENANCY_TOPIC]: 'replica-unit-tree',
  [GEOFENCES_TOPIC]: 'replica-places',
};

/** The point that the transaction's view of a tenant stands for: how far everything that streams depend on is derived. */
export async function presentPoint(tx: Tx, tenantId: string): Promise<Offsets> {
  const offsets: Record<string, number> = { ...(await latestOffsets(tx)) };
  for (const topic of LIVE_TOPICS) {
    const head = ownHead(topic, tenantId);
    offsets[headKey(head)] = await readCheckpoint(
      tx.sql,
      { schema: 'positions', projection: PROJECTIONS[topic] },
      head,
    );
  }
  return offsets;
}

/** What changed behind a point. Topics of the tenant that it does not state count as seen. */
export async function liveChangesBehind(tx: Tx, tenantId: string, after: Offsets): Promise<LiveChanges> {
  const present = await presentPoint(tx, tenantId);
  const isQuiet = Object.entries(present).every(([key, offset]) => after[key] === offset);
  if (isQuiet) return { point: present, trackerIds: [], unitsBefore: new Map(), treesMoved: false, more: false };
  const entries = new Map<string, readonly Entry[]>();
  const point: Record<string, number> = { ...present };
  let more = false;
  for (const topic of LIVE_TOPICS) {
    const key = headKey(ownHead(topic, tenantId));
    const [from, reached] = [after[key] ?? present[key] ?? -1, present[key] ?? -1];
    if (from >= reached) continue;
    const limit = Math.min(MOST_ENTRIES, reached - from);
    const found = await readEntries(tx.sql, ownHead(topic, tenantId), { after: from, limit });
    entries.set(topic, found);
    // Counted: where the log no longer holds all that followed the point, there is always more.
    point[key] = from + found.length;
    more ||= from + found.length < reached;
  }
  const visits = (entries.get(VISITS_TOPIC) ?? []).filter(({ type }) => type === visitChanged.type);
  const edits = (entries.get(TRACKERS_TOPIC) ?? []).filter(({ type }) => type === trackerChanged.type);
  const unitsBefore = unitsBeforeIn(edits);
  const trackerIds = new Set([
    ...(await trackersWithLatestSince(tx, after)),
    ...visits.map((entry) => payloadOf(entry, visitChanged).trackerId),
    ...edits.map((entry) => payloadOf(entry, trackerChanged).trackerId),
  ]);
  const trees = [...(entries.get(TENANCY_TOPIC) ?? []), ...(entries.get(GEOFENCES_TOPIC) ?? [])];
  const treesMoved = trees.some(({ type }) => /^(unit-created|unit-moved|place-|geofence-)/.test(type));
  return { point, trackerIds: [...trackerIds], unitsBefore, treesMoved, more };
}

function unitsBeforeIn(edits: readonly Entry[]): Map<string, (string | null)[]> {
  const unitsBefore = new Map<string, (string | null)[]>();
  for (const entry of edits) {
    const { trackerId, unitIdBefore } = payloadOf(entry, trackerChanged);
    if (unitIdBefore !== undefined) unitsBefore.set(trackerId, [...(unitsBefore.get(trackerId) ?? []), unitIdBefore]);
  }
  return unitsBefore;
}
