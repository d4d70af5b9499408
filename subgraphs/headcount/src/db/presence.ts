import type { Tx } from '@trekker/kit';

import type { MarkSpan } from '../domain/mark.ts';
import { endOf, type PersonVisit } from '../domain/person-visit.ts';
import { staysOf, type PersonRecord, type Stay } from '../domain/stay.ts';
import type { Stretch } from './beliefs.ts';
import { markSpansIn } from './marks.ts';
import { firstBegins, visitsIn } from './person-visits.ts';

/**
 * In which way people counted at these zones in a stretch; at every zone where null. Whoever was lost there may have been
 * seen in any zone since, so everything that followed of these people is read too.
 */
export async function staysIn(tx: Tx, stretch: Stretch, zoneIds: readonly string[] | null): Promise<Stay[]> {
  const visits = await forgetFound(tx, stretch, await visitsIn(tx, stretch, { zoneIds }));
  const spans = await markSpansIn(tx, stretch, { zoneIds });
  const records = createRecords();
  records.add({ visits, spans });
  const lost = visits.filter((visit) => isLostIn(visit, stretch));
  if (lost.length) {
    const longer = { ...stretch, from: Math.min(stretch.from, ...lost.map((visit) => visit.lost?.from ?? Infinity)) };
    const whose = { personIds: [...new Set(lost.map(({ personId }) => personId))] };
    records.add({ visits: await visitsIn(tx, longer, whose), spans: await markSpansIn(tx, longer, whose) });
  }
  const wanted = zoneIds && new Set(zoneIds);
  return records
    .all()
    .flatMap(staysOf)
    .filter((stay) => !wanted || wanted.has(stay.zoneId));
}

/**
 * Takes the loss from visits whose person was in another visit since, before the stretch: a tracker that is never heard
 * again would otherwise have everything read that its person did later.
 */
async function forgetFound(tx: Tx, stretch: Stretch, visits: readonly PersonVisit[]): Promise<readonly PersonVisit[]> {
  if (stretch.knownAt !== null || !visits.some((visit) => isLostIn(visit, stretch))) return visits;
  const begins = await firstBegins(
    tx,
    visits.filter((visit) => isLostIn(visit, stretch)),
  );
  return visits.map((visit) => {
    const begun = begins.get(visit.personVisitId);
    return begun !== undefined && begun <= stretch.from ? { ...visit, lost: null } : visit;
  });
}

/** Visits and marks by person, each once. */
function createRecords() {
  const people = new Map<string, { visits: Map<string, PersonVisit>; spans: Map<string, MarkSpan> }>();
  const of = (personId: string) => {
    const known = people.get(personId) ?? {
      visits: new Map<string, PersonVisit>(),
      spans: new Map<string, MarkSpan>(),
    };
    people.set(personId, known);
    return known;
  };
  return {
    add({ visits, spans }: PersonRecord): void {
      for (const visit of visits) {
        const { visits: known } = of(visit.personId);
        if (!known.has(visit.personVisitId)) known.set(visit.personVisitId, visit);
      }
      for (const span of spans) of(span.personId).spans.set(span.markId, span);
    },
    all: (): PersonRecord[] =>
      [...people.values()].map(({ visits, spans }) => ({ visits: [...visits.values()], spans: [...spans.values()] })),
  };
}

function isLostIn({ lost }: PersonVisit, { from, to }: Stretch): boolean {
  return lost !== null && endOf(lost) > from && (to === null || lost.from < to);
}
