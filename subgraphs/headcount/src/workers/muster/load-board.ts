import type { Tx } from '@trekker/kit';

import { attributeBook } from '../../db/attributes.ts';
import { markedInBehind, marksBehind } from '../../db/muster/acts.ts';
import { besideOf, expectedIn } from '../../db/muster/expected.ts';
import type { MusterRow } from '../../db/muster/musters.ts';
import { believedRevisions, newestRevisions, revisionsBehind } from '../../db/muster/revisions.ts';
import { stationsGiven } from '../../db/muster/stations.ts';
import { unitsOf } from '../../db/people.ts';
import type { Attributes, BoardFacts } from '../../domain/muster/board.ts';
import type { VisitRevision } from '../../domain/muster/facts.ts';
import { assignedOver } from '../../domain/muster/organisation.ts';
import type { MusterSession } from '../../domain/muster/session.ts';

/** What the states of people in a muster follow from. */
export function sessionOf({ startedAt, stationPolicy, zoneIds, stationIds, ...muster }: MusterRow): MusterSession {
  const markedOut = Map.groupBy(muster.markedOut, ({ personId }) => personId);
  return { startedAt, stationPolicy, zoneIds: new Set(zoneIds), stationIds: new Set(stationIds), markedOut };
}

/**
 * Everything that is known of a muster. While it goes on that is what was frozen at the start and all that was told since;
 * once it is over, what was told until its end and what of its time is believed now, however long ago it was.
 */
export async function loadFacts(tx: Tx, muster: MusterRow): Promise<BoardFacts> {
  const expected = await expectedIn(tx, muster.musterId);
  const { zoneIds, visitsOffset: after, endedOffset: upTo } = muster;
  const zones = [...new Set([...zoneIds, ...muster.stationIds])];
  const frozen = [...expected.flatMap(({ visits }) => visits), ...(await besideOf(tx, muster.musterId))];
  const told = await revisionsBehind(tx, { zoneIds: zones, after, upTo });
  const since = upTo === null ? [] : await toldSince(tx, muster, [...frozen, ...told]);
  const revisions = [...frozen, ...told, ...since];
  const marks = await marksBehind(tx, muster.musterId, 0);
  return { expected, revisions, marks, markedIn: await markedInBehind(tx, muster.musterId, 0) };
}

/** What was told after the end of a muster about its time. */
async function toldSince(tx: Tx, muster: MusterRow, known: readonly VisitRevision[]): Promise<VisitRevision[]> {
  const { startedAt, endedAt, endedOffset, zoneIds, stationIds } = muster;
  const zones = [...new Set([...zoneIds, ...stationIds])];
  const stretch = { from: startedAt, to: (endedAt ?? startedAt) + 1 };
  const believed = await believedRevisions(tx, stretch, zones);
  const newest = await newestRevisions(tx, [...new Set(known.map(({ personVisitId }) => personVisitId))]);
  const late = [...believed, ...newest].filter(({ offset }) => offset > (endedOffset ?? -1));
  return [...new Map(late.map((revision) => [revision.offset, revision])).values()];
}

/**
 * What is known of these people beside what happened; of others nothing. Stations follow from their units at each instant,
 * companies from those at the end, so that nothing of a muster that is over changes with who moves later. Who may see
 * somebody is a matter of their unit now.
 */
export async function loadAttributes(tx: Tx, muster: MusterRow, personIds: Iterable<string>): Promise<Attributes> {
  const people = [...new Set(personIds)];
  const given = await stationsGiven(tx);
  const unitIds = await unitsOf(tx, people);
  const book = await attributeBook(tx, people);
  const { startedAt, endedAt } = muster;
  const stationIds = new Set(muster.stationIds);
  const givenAt = [...given.values()].flatMap((changes) => changes.map(({ from }) => from));
  const givenSince = givenAt.filter((at) => at > startedAt);
  return {
    unitOf: (personId) => unitIds.get(personId),
    companyOf: (personId) => book.at(personId, endedAt ?? Infinity)?.companyId ?? null,
    assignedTo(personId) {
      if (!given.size) return [];
      const changes = new Set([startedAt, ...givenSince, ...book.changesOf(personId, startedAt)]);
      const unitPathAt = (at: number) => book.at(personId, at)?.unitPath ?? [];
      const instants = [...changes].toSorted((a, b) => a - b);
      return assignedOver(given, { personId, unitPathAt, instants, stationIds });
    },
  };
}
