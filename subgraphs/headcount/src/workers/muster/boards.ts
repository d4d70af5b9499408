import { createRecentlyUsed, type Tx } from '@trekker/kit';

import { markedInBehind, marksBehind } from '../../db/muster/acts.ts';
import { derivedOffsets, mustersById, type MusterRow } from '../../db/muster/musters.ts';
import { revisionsBehind } from '../../db/muster/revisions.ts';
import { createBoard, updateBoard, type Attributes, type Board } from '../../domain/muster/board.ts';
import type { VisitRevision } from '../../domain/muster/facts.ts';
import { isOpen } from '../../domain/muster/session.ts';
import { loadAttributes, loadFacts, sessionOf } from './load-board.ts';

/** The boards this process has looked at lately, each brought up to date from what is committed whenever it is asked for. */
export interface MusterBoards {
  /** A muster of the transaction's tenant as the transaction sees it, or as a later one did; null where there is none. */
  of(tx: Tx, wanted: { tenantId: string; musterId: string; now: number }): Promise<KeptBoard | null>;
}

/** A muster and everybody in it. */
export interface KeptBoard {
  readonly muster: MusterRow;
  readonly board: Board;
  readonly point: BoardPoint;
}

/** How far a board knows. */
export interface BoardPoint {
  /** Offset in topic `person-visits`. */
  readonly visits: number;
  /** Number of the newest act. */
  readonly acts: number;
  /** Grows with whatever else a board depends on. */
  readonly others: number;
}

interface Entry extends KeptBoard {
  readonly attributes: Attributes;
}

/** A board of 10,000 people takes some 20 MB. */
const KEPT_BOARDS = 16;

/** No boards yet; nothing is lost when the process ends, for all of them follow from what is committed. */
export function createMusterBoards(): MusterBoards {
  const kept = createRecentlyUsed<string, Entry>(KEPT_BOARDS);
  return {
    async of(tx, { tenantId, musterId, now }) {
      const [muster] = await mustersById(tx, [musterId]);
      if (!muster) return null;
      const offsets = await derivedOffsets(tx, tenantId);
      const point = { ...offsets, acts: muster.acts };
      const key = `${tenantId}/${musterId}`;
      const known = kept.get(key);
      const entry = known ? await advance(tx, known, { muster, point, now }) : await load(tx, { muster, point, now });
      kept.set(key, entry);
      return entry;
    },
  };
}

interface Present {
  readonly muster: MusterRow;
  readonly point: BoardPoint;
  readonly now: number;
}

async function load(tx: Tx, { muster, point, now }: Present): Promise<Entry> {
  const facts = await loadFacts(tx, muster);
  const attributes = await loadAttributes(tx, muster, peopleIn(facts));
  const board = createBoard(sessionOf(muster), facts, { until: muster.endedAt ?? now, attributes });
  return { muster, board, point, attributes };
}

async function advance(tx: Tx, known: Entry, { muster, point, now }: Present): Promise<Entry> {
  const { point: at } = known;
  // An older view of the database than that of somebody else who asked meanwhile.
  if (point.visits < at.visits || point.acts < at.acts) return known;
  if (isOpen(known.muster.status) && !isOpen(muster.status)) return load(tx, { muster, point, now });
  const zoneIds = [...new Set([...muster.zoneIds, ...muster.stationIds])];
  const behind =
    point.visits > at.visits ? await revisionsBehind(tx, { zoneIds, after: at.visits, upTo: point.visits }) : [];
  const revisions = concerning(known, behind);
  const marks = point.acts > at.acts ? await marksBehind(tx, muster.musterId, at.acts) : [];
  const markedIn = point.acts > at.acts ? await markedInBehind(tx, muster.musterId, at.acts) : [];
  const told = { revisions, marks, markedIn };
  const strangers = [...peopleIn(told)].some((personId) => !known.board.histories.has(personId));
  const everybody = point.others !== at.others;
  const attributes =
    everybody || strangers
      ? await loadAttributes(tx, muster, [...known.board.histories.keys(), ...peopleIn(told)])
      : known.attributes;
  const until = muster.endedAt ?? Math.max(known.board.until, now);
  const board = updateBoard(known.board, { ...told, everybody }, { until, attributes });
  return { muster, board, point, attributes };
}

/** What says something of the time of a muster: of one that is over, nothing about visits that only began afterwards. */
function concerning(
  { muster: { endedAt }, board }: Entry,
  revisions: readonly VisitRevision[],
): readonly VisitRevision[] {
  if (endedAt === null) return revisions;
  return revisions.filter(({ from, personId, personVisitId }) => {
    const isKnown = board.histories.get(personId)?.revisions.some((one) => one.personVisitId === personVisitId);
    return from <= endedAt || isKnown;
  });
}

function peopleIn(facts: {
  expected?: readonly { personId: string }[];
  revisions: readonly { personId: string }[];
  marks: readonly { personId: string }[];
  markedIn: readonly { personId: string }[];
}): Set<string> {
  const { expected = [], revisions, marks, markedIn } = facts;
  return new Set([...expected, ...revisions, ...marks, ...markedIn].map(({ personId }) => personId));
}
