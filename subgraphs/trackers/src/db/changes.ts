import { headKey, headOffset, readCheckpoints, readEntries, type Tx } from '@trekker/kit';

import type { TrackerChange } from '../domain/conflation.ts';
import type { SilenceLimits } from '../domain/connection-status.ts';
import { offsetOf, positionsHead, trackersHead, type StreamPoint } from '../domain/stream-point.ts';
import { POSITIONS_PARTITIONS, POSITIONS_TOPIC, trackerConcernedBy } from '../events.ts';
import { silenceLimits } from './silence.ts';
import { STATUS_PROJECTION } from './tracker-status.ts';

/** What changed behind a point. */
export interface Changes {
  readonly changes: readonly TrackerChange[];
  /** The point up to which that is all. */
  readonly to: StreamPoint;
  /** Whether more was written behind `to` already, or what was written can no longer be read. */
  readonly more: boolean;
}

/** Most entries read at once. */
const MOST_ENTRIES = 2_000;

/**
 * Trackers of a tenant that are in another state than at a point: heard, fallen silent, handed over, added. Each is
 * named once per reason.
 */
export async function changesBehind(
  tx: Tx,
  tenantId: string,
  { point, now, installed }: { point: StreamPoint; now: number; installed: SilenceLimits },
): Promise<Changes> {
  const head = trackersHead(tenantId);
  const present = await presentPoint(tx, tenantId, Math.max(point.at, now));
  const after = offsetOf(point, head);
  const entries = await readEntries(tx.sql, head, { after, limit: MOST_ENTRIES });
  const newest = offsetOf(present, head);
  const stretch = { after: point.at, until: present.at };
  const edited = [...entries.flatMap((entry) => trackerConcernedBy(entry) ?? []), ...(await handedOverIn(tx, stretch))];
  const limits = await silenceLimits(tx, installed);
  // Counted: where the log no longer holds all that followed the point, there is always more.
  const reached = after + entries.length;
  return {
    changes: [
      ...(await heardBehind(tx, point)),
      ...changed('silent', await silencedIn(tx, stretch, limits)),
      ...changed('edited', edited),
    ],
    to: { offsets: { ...present.offsets, [headKey(head)]: reached }, at: present.at },
    more: reached < newest,
  };
}

/** The point that the transaction's view of a tenant stands for. */
export async function presentPoint(tx: Tx, tenantId: string, now: number): Promise<StreamPoint> {
  const own = trackersHead(tenantId);
  const derived = await readCheckpoints(tx.sql, { schema: 'trackers', projection: STATUS_PROJECTION }, POSITIONS_TOPIC);
  const offsets = Object.fromEntries(derived.map(({ head, offset }) => [headKey(head), offset]));
  return { offsets: { ...offsets, [headKey(own)]: await headOffset(tx.sql, own) }, at: now };
}

interface Stretch {
  /** Unix milliseconds, excluded. */
  readonly after: number;
  /** Unix milliseconds, included. */
  readonly until: number;
}

/** Those that were heard, and those whose connection ended, which are silent at once. */
async function heardBehind(tx: Tx, point: StreamPoint): Promise<TrackerChange[]> {
  const seen = Array.from({ length: POSITIONS_PARTITIONS }, (_, index) => offsetOf(point, positionsHead(index)));
  const rows = await tx.sql<(TrackerIdRow & { ended: boolean })[]>`
    select tracker_id, ended_at is not null as ended from trackers.tracker_status
    where "offset" > (${seen}::bigint[])[partition + 1]`;
  return rows.map((row) => ({ trackerId: row.tracker_id, kind: row.ended ? 'silent' : 'heard' }));
}

/** Trackers whose silence passed a limit in a stretch of time. */
async function silencedIn(tx: Tx, { after, until }: Stretch, limits: SilenceLimits): Promise<string[]> {
  const { connectedWithinMs, idleWithinMs } = limits;
  const rows = await tx.sql<TrackerIdRow[]>`
    select tracker_id from trackers.tracker_status
    where live_heard_at > ${after - connectedWithinMs} and live_heard_at <= ${until - connectedWithinMs}
      or live_heard_at > ${after - idleWithinMs} and live_heard_at <= ${until - idleWithinMs}`;
  return rows.map((row) => row.tracker_id);
}

/** Trackers with an assignment that began or ended in a stretch of time. */
async function handedOverIn(tx: Tx, { after, until }: Stretch): Promise<string[]> {
  const rows = await tx.sql<TrackerIdRow[]>`
    select tracker_id from trackers.assignments where valid_from > ${after} and valid_from <= ${until}
    union
    select tracker_id from trackers.assignments where valid_to > ${after} and valid_to <= ${until}`;
  return rows.map((row) => row.tracker_id);
}

interface TrackerIdRow {
  tracker_id: string;
}

function changed(kind: TrackerChange['kind'], trackerIds: readonly string[]): TrackerChange[] {
  return trackerIds.map((trackerId) => ({ trackerId, kind }));
}
