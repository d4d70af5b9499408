import type { Tx } from '@trekker/kit';

import { createDerivation, type Consequence, type Derivation } from '../domain/derivation.ts';
import { selects } from '../domain/attributes.ts';
import type { LimitVersion } from '../domain/limit/limit.ts';
import type { Mark } from '../domain/mark.ts';
import type { Interval, PersonVisit } from '../domain/person-visit.ts';
import { ALWAYS, unionOf } from '../domain/limit/step-function.ts';
import { EARLIEST } from '../domain/span.ts';
import { limitEventEntry } from '../events.ts';
import { attributeBook } from './attributes.ts';
import { limitVersions, noteLimitChanges, toldOfLimits } from './limits.ts';
import { believedSpans, markSpansIn, marksOf, noteSpans } from './marks.ts';
import { visitsIn } from './person-visits.ts';
import { resetsBehind } from './resets.ts';
import { placeBook } from './zones.ts';

/** What is going to change. */
export interface Scope {
  /** People of whom something else is going to be believed. */
  readonly personIds: readonly string[];
  /** Zones where. */
  readonly zoneIds: readonly string[];
  /** Marks that are going to be added. */
  readonly marks?: readonly Mark[];
  /** Places whose limits change. */
  readonly placeIds?: readonly string[];
  /** Instant before which it makes no difference, Unix milliseconds. */
  readonly since: number;
}

/**
 * Lets one writer at a time derive marks and limits of a tenant until its transaction ends. Gives back the offset in topic
 * `person-visits` up to which that was done.
 */
export async function lockDerived(tx: Tx, tenantId: string): Promise<number> {
  const [row] = await tx.sql<{ visits_offset: number }[]>`
    insert into headcount.derived as derived (tenant_id, visits_offset) values (${tenantId}, -1)
    on conflict (tenant_id) do update set visits_offset = derived.visits_offset
    returning visits_offset`;
  return row?.visits_offset ?? -1;
}

/** Notes up to which offset marks and limits were derived. */
export async function noteDerived(tx: Tx, visitsOffset: number): Promise<void> {
  await tx.sql`update headcount.derived set visits_offset = ${visitsOffset} where visits_offset < ${visitsOffset}`;
}

/** Reads everything on which it depends what follows for marks and limits. The tenant must be locked. */
export async function openDerivation(tx: Tx, scope: Scope): Promise<Derivation> {
  const believed = await believedSpans(tx, scope.personIds);
  const open = believed.filter(({ to }) => to === null || to >= scope.since);
  const marks = (await marksOf(tx, [...new Set(open.map(({ personId }) => personId))])).filter(({ markId }) =>
    open.some((span) => span.markId === markId),
  );
  const places = await placeBook(tx);
  const marked = marks.map(({ zoneId }) => zoneId);
  const concerned = [...new Set([...scope.zoneIds, ...marked])];
  const placeIds = [
    ...new Set([...concerned.flatMap((id) => places.placesSince(id, scope.since)), ...(scope.placeIds ?? [])]),
  ];
  const versions = await limitVersions(tx, { zoneIds: concerned, placeIds });
  const byLimit = Map.groupBy(versions, ({ limitId }) => limitId);
  const told = await toldOfLimits(tx, [...byLimit.keys()], scope.since);
  const limits = [...byLimit].map(([limitId, own]) => ({
    limitId,
    versions: own,
    zones: zonesOfTarget(own),
    told: told.get(limitId) ?? [],
  }));
  const zoneIds = [...new Set(limits.flatMap(({ zones }) => [...zones.keys()]))];
  const stretch = { from: scope.since, to: null, knownAt: null };
  const visits = zoneIds.length ? await visitsIn(tx, stretch, { zoneIds }) : [];
  const spans = zoneIds.length ? await markSpansIn(tx, stretch, { zoneIds }) : [];
  const judged = [...marks, ...(scope.marks ?? [])];
  const sighted = await sightingsFor(tx, judged);
  const resets = await resetsFor(tx, judged);
  const filtered = versions.some(({ kinds, companyId }) => kinds !== null || companyId !== null);
  const people = [...new Set([...visits, ...spans, ...sighted].map(({ personId }) => personId))];
  const book = filtered ? await attributeBook(tx, [...new Set([...people, ...scope.personIds])]) : null;
  return createDerivation({
    visits: [...visits, ...sighted],
    marks,
    spans: [...spans, ...open],
    resetsOf: (zoneId) =>
      places
        .placesSince(zoneId, EARLIEST)
        .flatMap((id) => (resets.get(id) ?? []).filter((at) => places.placesAt(zoneId, at).includes(id)))
        .toSorted((a, b) => a - b),
    limits,
    since: scope.since,
    selected,
  });

  function zonesOfTarget(own: readonly LimitVersion[]): ReadonlyMap<string, readonly Interval[]> {
    const target = own[0]?.target;
    if (!target) return new Map();
    return target.kind === 'zone' ? new Map([[target.id, ALWAYS]]) : places.zonesOver(target.id);
  }

  /** When somebody belongs to those a limit counts: what was told first of somebody counts for the time before it too. */
  function selected(personId: string, version: LimitVersion): readonly Interval[] {
    if (!book || (version.kinds === null && version.companyId === null)) return ALWAYS;
    const changes = [EARLIEST, ...book.changesOf(personId)];
    return unionOf(
      changes.flatMap((from, index) => {
        const attributes = book.at(personId, from);
        return attributes && selects(version, attributes) ? [{ from, to: changes[index + 1] ?? null }] : [];
      }),
    );
  }
}

async function resetsFor(tx: Tx, marks: readonly Mark[]): Promise<ReadonlyMap<string, readonly number[]>> {
  return marks.length ? resetsBehind(tx, Math.min(...marks.map(({ at }) => at))) : new Map();
}

/** Visits of people with marks, as far back as marks are going to be judged. */
async function sightingsFor(tx: Tx, marks: readonly Mark[]): Promise<PersonVisit[]> {
  if (!marks.length) return [];
  const stretch = { from: Math.min(...marks.map(({ at }) => at)), to: null, knownAt: null };
  return visitsIn(tx, stretch, { personIds: [...new Set(marks.map(({ personId }) => personId))] });
}

/** Writes what followed, and tells of limits. */
export async function writeConsequences(tx: Tx, tenantId: string, consequences: readonly Consequence[]): Promise<void> {
  await noteLimitChanges(tx, tenantId, consequences);
  for (const { cause, spans, limits } of consequences) {
    await noteSpans(tx, tenantId, { spans, cause });
    for (const { status, event, limit } of limits) {
      const { eventId, kind, at, count, minimum, maximum } = event;
      const { target, limitId } = limit;
      const place = target.kind === 'place' ? target.id : null;
      const zone = target.kind === 'zone' ? target.id : null;
      const payload = { eventId, status, kind, at, geofenceId: zone, placeId: place, limitId, minimum, maximum, count };
      tx.publish(limitEventEntry(tenantId, payload));
    }
  }
}
