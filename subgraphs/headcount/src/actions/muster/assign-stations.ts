import {
  isUuid,
  parseInput,
  requirePermission,
  unitReach,
  coversUnit,
  userError,
  uuidv7,
  type UserError,
  type Viewer,
} from '@trekker/kit';
import { array, maxLength, nullish, object, pipe, string } from 'valibot';

import type { Context } from '../../context.ts';
import { structureOf } from '../../db/muster/replicated.ts';
import { insertAssignedStations, type AssignedStationsRow } from '../../db/muster/stations.ts';
import { unitsOf } from '../../db/people.ts';
import { deedEntry, stationsAssigned } from '../../domain/muster/events.ts';
import { isStation } from '../../domain/muster/scope.ts';
import { knownOf } from '../../workers/known.ts';
import { notFound } from './inputs.ts';

/** What holds from now on, or what was wrong with the input. */
export interface StationsAssigned {
  readonly assignedStations: AssignedStationsRow | null;
  readonly userErrors: UserError[];
}

const schema = object({
  unitId: nullish(string(), null),
  personId: nullish(string(), null),
  stationIds: pipe(array(string()), maxLength(100, 'must be at most 100 stations')),
});

/** Gives a unit or a person stations of their own, where the viewer's right reaches them. */
export async function assignStations(ctx: Context, input: unknown): Promise<StationsAssigned> {
  const now = ctx.clock.now();
  const viewer = requirePermission(ctx.viewer, 'muster:write', now);
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return refused(...parsed.userErrors);
  const { unitId, personId, stationIds } = parsed.value;
  if ((unitId === null) === (personId === null)) {
    return refused(userError('', 'ONE_OF', 'exactly one of unitId and personId must be given'));
  }
  const problem = await subjectProblem(ctx, viewer, parsed.value);
  const wrong = problem ?? (await stationProblem(ctx, stationIds));
  if (wrong) return refused(wrong);
  const given = { unitId, personId, stationIds: [...new Set(stationIds)].toSorted() };
  const row: AssignedStationsRow = { ...given, assignmentId: uuidv7(now), setAt: now, actor: viewer.actor };
  await ctx.tenant.write(async (tx) => {
    await insertAssignedStations(tx, viewer.tenantId, row);
    tx.publish(deedEntry(stationsAssigned, viewer.tenantId, { payload: given }));
  });
  ctx.musters.feed.call(viewer.tenantId);
  return { assignedStations: row, userErrors: [] };
}

/** What is wrong with whom the stations are for; whom the viewer's right does not reach does not exist. */
async function subjectProblem(
  ctx: Context,
  viewer: Viewer,
  { unitId, personId }: { unitId: string | null; personId: string | null },
): Promise<UserError | null> {
  const own = { tenant: ctx.tenant, tenantId: viewer.tenantId };
  const reach = unitReach(viewer, 'muster:write', ctx.clock.now());
  if (unitId !== null) {
    const key = `path/${unitId}`;
    const known = isUuid(unitId) ? await knownOf(own, ctx.musters.replicas.organisation, [key]) : null;
    return known?.has(key) && coversUnit(reach, unitId) ? null : notFound('unitId', 'unit', unitId);
  }
  const id = personId ?? '';
  const known = isUuid(id) ? await knownOf(own, ctx.replicas.people, [id]) : null;
  const units = await ctx.tenant.read((tx) => unitsOf(tx, known?.has(id) ? [id] : []));
  return units.has(id) && coversUnit(reach, units.get(id) ?? null) ? null : notFound('personId', 'person', id);
}

async function stationProblem(ctx: Context, stationIds: readonly string[]): Promise<UserError | null> {
  const own = { tenant: ctx.tenant, tenantId: ctx.viewer?.tenantId ?? '' };
  await knownOf(own, ctx.musters.replicas.structure, stationIds.filter(isUuid));
  const { zones } = await ctx.tenant.read(structureOf);
  const wrong = stationIds.find((id) => {
    const zone = zones.get(id);
    return !zone || !isStation(zone);
  });
  return wrong === undefined ? null : notFound('stationIds', 'muster point', wrong);
}

function refused(...userErrors: UserError[]): StationsAssigned {
  return { assignedStations: null, userErrors };
}
