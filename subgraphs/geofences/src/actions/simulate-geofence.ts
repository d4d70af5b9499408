import { setImmediate as breath } from 'node:timers/promises';

import type { Shape } from '@trekker/geo';
import {
  isUuid,
  type Parsed,
  parseInput,
  requirePermission,
  userError,
  type UserError,
  withParams,
} from '@trekker/kit';
import { nullish, object, picklist, string } from 'valibot';

import type { Context } from '../context.ts';
import { zoneOfPlace } from '../db/places.ts';
import { GEOFENCE_KINDS, type GeofenceKind } from '../domain/geofence/kinds.ts';
import { layOut } from '../domain/geofence/lay-out.ts';
import { changedRules, rulesIn, type RulesChange } from '../domain/geofence/rules-change.ts';
import { contradictions, rulesInput } from '../domain/geofence/rules-input.ts';
import { DEFAULT_RULES } from '../domain/geofence/rules.ts';
import { NO_SHAPE, type KeptShape, type ShapeInput } from '../domain/geofence/shape-input.ts';
import { deriveSlowly, fenceAlways, type Settings } from '../domain/what-if/derive-slowly.ts';
import { MOST_JUDGED } from '../domain/what-if/limits.ts';
import { simulationOf, type SimulatedTracker, type Simulation } from '../domain/what-if/simulation.ts';
import { withinTime } from '../domain/within-time.ts';
import { placeProblem } from './add-geofences.ts';
import { newestSettings } from './newest-settings.ts';
import { spanProblem } from './span-problem.ts';
import { tracksNear } from './tracks-near.ts';

export interface SimulateGeofenceInput extends ShapeInput {
  readonly geofenceId?: string | null | undefined;
  readonly kind?: GeofenceKind | null | undefined;
  readonly rules?: RulesChange | null | undefined;
  /** Null: as today. */
  readonly placeId?: string | null | undefined;
  /** Unix milliseconds. */
  readonly from: number;
  /** Unix milliseconds, excluded. */
  readonly to: number;
}

/** What became of a simulation. */
export interface Simulated {
  readonly simulation: Simulation | null;
  readonly userErrors: UserError[];
}

/** Settings that are to be tried, and today's, null where there are none. */
interface Trial {
  readonly draft: Settings;
  readonly today: Settings | null;
}

const schema = object({
  geofenceId: nullish(string(), null),
  kind: nullish(picklist(GEOFENCE_KINDS), null),
  rules: rulesInput,
  placeId: nullish(string(), null),
});

/** Replays history against settings that are not saved, and against those of today; of trackers the viewer may see. */
export async function simulateGeofence(ctx: Context, input: SimulateGeofenceInput): Promise<Simulated> {
  const now = ctx.clock.now();
  requirePermission(ctx.viewer, 'geofences:read', now);
  const [shape = NO_SHAPE] = await ctx.geometry.judge([input]);
  const trial = await parseTrial(ctx, input, shape);
  if (!trial.ok) return { simulation: null, userErrors: trial.userErrors };
  const { draft, today } = trial.value;
  const span = { from: withinTime(input.from), to: Math.min(withinTime(input.to), now) };
  const shapes = [draft, ...(today ? [today] : [])].map((settings) => settings.shape);
  const [tried, known] = [draft, today].map((settings) => settings && fenceAlways('simulated', settings));
  const trackers: SimulatedTracker[] = [];
  for await (const track of tracksNear(ctx, { ...span, shapes, most: MOST_JUDGED })) {
    if (!track || !tried) return { simulation: null, userErrors: [tooMuch()] };
    const { trackerId, fixes } = track;
    const derive = (fences: typeof tried) => deriveSlowly({ fixes, fences, until: span.to }, () => breath());
    trackers.push({
      trackerId,
      fixes: fixes.length,
      visits: await derive(tried),
      today: known ? await derive(known) : null,
    });
  }
  return { simulation: simulationOf(trackers, span.to), userErrors: [] };
}

async function parseTrial(
  ctx: Context,
  input: SimulateGeofenceInput,
  shape: Parsed<KeptShape | null>,
): Promise<Parsed<Trial>> {
  const fields = parseInput(schema, input);
  const span = spanProblem(input);
  const userErrors = [
    ...(fields.ok ? [] : fields.userErrors),
    ...(span ? [span] : []),
    ...(shape.ok ? [] : shape.userErrors),
  ];
  if (userErrors.length || !fields.ok || !shape.ok) return { ok: false, userErrors };
  const { geofenceId, kind, rules, placeId } = fields.value;
  const drawn = shape.value && layOut(shape.value);
  const unknown = await ctx.tenant.read((tx) => placeProblem(tx, placeId));
  if (unknown) return refused(unknown);
  if (geofenceId !== null) return changedTrial(ctx, geofenceId, { drawn, rules, placeId });
  if (!drawn || !kind) return refused(userError('', 'NONE_GIVEN', 'give a geofence, or a kind and a shape'));
  const timeZone = await ctx.tenant.read((tx) => zoneOfPlace(tx, placeId));
  return trialOf({ shape: drawn, rules: DEFAULT_RULES[kind] }, { rules, today: null, timeZone });
}

async function changedTrial(
  ctx: Context,
  geofenceId: string,
  { drawn, rules, placeId }: { drawn: Shape | null; rules: RulesChange | null | undefined; placeId: string | null },
): Promise<Parsed<Trial>> {
  const newest = isUuid(geofenceId) ? await newestSettings(ctx, geofenceId, placeId) : null;
  if (!newest) {
    return refused(userError('geofenceId', 'NOT_FOUND', `geofence ${JSON.stringify(geofenceId)} does not exist`));
  }
  const { settings: today, timeZone } = newest;
  return trialOf({ ...today, shape: drawn ?? today.shape }, { rules, today, timeZone });
}

function trialOf(
  before: Settings,
  { rules, today, timeZone }: Pick<Trial, 'today'> & { rules: RulesChange | null | undefined; timeZone: string },
): Parsed<Trial> {
  const wanted = changedRules(before.rules, rules);
  const userErrors = contradictions(wanted);
  if (userErrors.length) return { ok: false, userErrors };
  return { ok: true, value: { draft: { shape: before.shape, rules: rulesIn(timeZone, wanted) }, today } };
}

function tooMuch(): UserError {
  const message = `at most ${MOST_JUDGED} fixes are judged at once: ask for less time or a smaller shape`;
  return withParams(userError('to', 'TOO_MUCH_WORK', message), { maximum: MOST_JUDGED });
}

function refused(...userErrors: UserError[]): { ok: false; userErrors: UserError[] } {
  return { ok: false, userErrors };
}
