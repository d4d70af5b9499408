import { isUuid, userError, type Tx, type UserError } from '@trekker/kit';

import type { Context } from '../../context.ts';
import { instantStretch } from '../../db/beliefs.ts';
import { derivedOffsets, type MusterRow } from '../../db/muster/musters.ts';
import { structureOf } from '../../db/muster/replicated.ts';
import { believedRevisions } from '../../db/muster/revisions.ts';
import { markSpansIn, newestMarkOffset } from '../../db/marks.ts';
import { staysIn } from '../../db/presence.ts';
import { headcountAt } from '../../domain/headcount.ts';
import { freeze, type FrozenPerson } from '../../domain/muster/expected.ts';
import type { VisitRevision } from '../../domain/muster/facts.ts';
import { isStation, stationsBeside, zonesBelow, type Structure } from '../../domain/muster/scope.ts';
import type { MarkedOut } from '../../domain/muster/session.ts';
import { knownOf } from '../../workers/known.ts';
import { notFound } from './inputs.ts';
import { untilVisitsAreRead } from './until-visits-are-read.ts';

/** What a muster starts with: its scope, and who is in it. */
export interface MusterPlan extends Pick<
  MusterRow,
  'placePath' | 'zoneIds' | 'stationIds' | 'markedOut' | 'visitsOffset'
> {
  readonly expected: readonly FrozenPerson[];
  /** What is believed of visits of people who are not on the list. */
  readonly beside: readonly VisitRevision[];
  /** Offset of the newest mark it knows of. */
  readonly marksOffset: number;
}

/**
 * The scope of a muster and who is counted there at an instant, in one view of the database: whatever is told behind
 * `visitsOffset` corrects it.
 */
export async function planMuster(
  ctx: Context,
  { placeId, stationIds: named }: { placeId: string; stationIds: readonly string[] | null },
  startedAt: number,
): Promise<MusterPlan | { readonly userErrors: UserError[] }> {
  const own = { tenant: ctx.tenant, tenantId: ctx.viewer?.tenantId ?? '' };
  const wanted = [placeId, ...(named ?? [])].filter(isUuid);
  await knownOf(own, ctx.musters.replicas.structure, wanted);
  await untilVisitsAreRead(ctx);
  return ctx.tenant.read(async (tx) => {
    const structure = await structureOf(tx);
    const place = structure.places.get(placeId);
    if (!place) return { userErrors: [notFound('placeId', 'place', placeId)] };
    const stations = named ? namedStations(structure, named) : stationsBeside(structure, placeId);
    if ('code' in stations) return { userErrors: [stations] };
    if (!stations.length) return { userErrors: [noStation(placeId)] };
    const zoneIds = zonesBelow(structure, placeId);
    const { expected, beside } = await expectedAt(tx, { zoneIds, stationIds: stations, startedAt, structure });
    const markedOut = await markedOutAt(tx, startedAt, zoneIds);
    const { visits: visitsOffset } = await derivedOffsets(tx, own.tenantId);
    const marksOffset = await newestMarkOffset(tx);
    const scope = { placePath: place.path, zoneIds, stationIds: stations };
    return { ...scope, markedOut, visitsOffset, marksOffset, expected, beside };
  });
}

function namedStations({ zones }: Structure, named: readonly string[]): string[] | UserError {
  const wrong = named.find((id) => {
    const zone = zones.get(id);
    return !zone || !isStation(zone);
  });
  return wrong === undefined ? [...new Set(named)].toSorted() : notFound('stationIds', 'muster point', wrong);
}

function noStation(placeId: string): UserError {
  const message = `place ${JSON.stringify(placeId)} must have a muster point in it or beside it, or stations must be named`;
  return userError('stationIds', 'NO_STATION', message);
}

/** Who is out of which of these zones by hand. */
async function markedOutAt(tx: Tx, at: number, zoneIds: readonly string[]): Promise<MarkedOut[]> {
  const spans = await markSpansIn(tx, instantStretch(at, null), { zoneIds });
  return spans
    .filter(({ kind }) => kind === 'OUT')
    .map(({ personId, zoneId, from }) => ({ personId, zoneId, at: from }));
}

async function expectedAt(
  tx: Tx,
  {
    zoneIds,
    stationIds,
    startedAt,
    structure: { zones, places },
  }: { zoneIds: readonly string[]; stationIds: readonly string[]; startedAt: number; structure: Structure },
): Promise<Pick<MusterPlan, 'expected' | 'beside'>> {
  const depthOf = (zoneId: string) => places.get(zones.get(zoneId)?.placeId ?? '')?.path.length ?? 0;
  const stays = await staysIn(tx, instantStretch(startedAt, null), zoneIds);
  const { people } = headcountAt(stays, startedAt, depthOf);
  const all = [...new Set([...zoneIds, ...stationIds])];
  const revisions = await believedRevisions(tx, { from: startedAt, to: null }, all);
  const listed = new Set(people.map(({ personId }) => personId));
  const beside = revisions.filter(({ personId }) => !listed.has(personId));
  return {
    expected: freeze(people, { revisions, startedAt }),
    beside: beside.map((visit) => ({ ...visit, knownAt: startedAt })),
  };
}
