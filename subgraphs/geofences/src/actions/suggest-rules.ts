import { setImmediate as breath } from 'node:timers/promises';

import { InvalidInputError, isUuid, requirePermission } from '@trekker/kit';

import type { Context } from '../context.ts';
import { trackBetween } from '../db/tracks.ts';
import type { Visit } from '../domain/presence/visit.ts';
import { withinTime } from '../domain/within-time.ts';
import { deriveSlowly, fenceAlways, type Settings } from '../domain/what-if/derive-slowly.ts';
import { flapDistances } from '../domain/what-if/flap-distances.ts';
import { MOST_JUDGED } from '../domain/what-if/limits.ts';
import { candidateRules, type Candidate, type SuggestedRules } from '../domain/what-if/suggest-rules.ts';
import { suggestionOf, type Suggestion } from '../domain/what-if/suggestion.ts';
import { differenceOf } from '../domain/what-if/visit-difference.ts';
import { figuresOf } from '../domain/what-if/visit-figures.ts';
import { newestSettings } from './newest-settings.ts';
import { spanProblem } from './span-problem.ts';
import { tracksNear, type Track } from './tracks-near.ts';

export interface SuggestRulesArguments {
  readonly geofenceId: string;
  /** Unix milliseconds. */
  readonly from: number;
  /** Unix milliseconds, excluded. */
  readonly to: number;
}

/** A tracker that flapped by today's rules. */
interface Flapper extends Pick<Track, 'trackerId'> {
  /** How many fixes it has. */
  readonly fixes: number;
  readonly visits: readonly Visit[];
  readonly flaps: number;
}

/**
 * What a geofence's own history suggests against flapping; null where it does not exist or has ended. Candidates are tried
 * on the trackers that flapped most, as many as the limit of work allows. Fails with INVALID_INPUT for too much history.
 */
export async function suggestRules(ctx: Context, args: SuggestRulesArguments): Promise<Suggestion | null> {
  const now = ctx.clock.now();
  requirePermission(ctx.viewer, 'geofences:read', now);
  const problem = spanProblem(args);
  if (problem) throw new InvalidInputError('to', problem.message);
  const newest = isUuid(args.geofenceId) ? await newestSettings(ctx, args.geofenceId) : null;
  if (!newest) return null;
  const { settings } = newest;
  const span = { from: withinTime(args.from), to: Math.min(withinTime(args.to), now) };
  const { flappers, fixes } = await flappersOf(ctx, settings, span);
  const distances = flappers.flatMap(({ visits }) => flapDistances(visits));
  const wanted = candidateRules(settings.rules, distances).slice(1);
  const tried = affordable(flappers, { rounds: wanted.length, budget: MOST_JUDGED - fixes });
  if (flappers.length && !tried.length) throw tooMuch();
  const candidates = await outcomesOf(ctx, tried, { settings, wanted, span });
  return suggestionOf({
    fixes,
    distances,
    candidates,
    today: settings.rules,
    flapsToday: sum(flappers),
    flapsTried: sum(tried),
  });
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Trackers that flapped, those that did so most first, and how many fixes were judged to find them. */
async function flappersOf(
  ctx: Context,
  settings: Settings,
  span: Span,
): Promise<{ flappers: Flapper[]; fixes: number }> {
  const fences = fenceAlways('today', settings);
  const flappers: Flapper[] = [];
  let judged = 0;
  for await (const track of tracksNear(ctx, { ...span, shapes: [settings.shape], most: MOST_JUDGED })) {
    if (!track) throw tooMuch();
    const { fixes } = track;
    const visits = await deriveSlowly({ fixes, fences, until: span.to }, () => breath());
    const { flaps } = figuresOf(visits, span.to);
    judged += fixes.length;
    if (flaps > 0) flappers.push({ trackerId: track.trackerId, fixes: fixes.length, visits, flaps });
  }
  return { flappers: flappers.toSorted((one, other) => other.flaps - one.flaps), fixes: judged };
}

/** The first trackers whose fixes can be judged so many times within a budget. */
function affordable(
  flappers: readonly Flapper[],
  { rounds, budget }: { rounds: number; budget: number },
): readonly Flapper[] {
  let left = budget;
  const beyond = flappers.findIndex(({ fixes }) => (left -= fixes * rounds) < 0);
  return beyond === -1 ? flappers : flappers.slice(0, beyond);
}

/** What each of the rules would have made of these trackers. */
async function outcomesOf(
  ctx: Context,
  flappers: readonly Flapper[],
  { settings, wanted, span }: { settings: Settings; wanted: readonly SuggestedRules[]; span: Span },
): Promise<Candidate[]> {
  const candidates = wanted.map((rules) => ({ rules, flaps: 0, movedMs: 0 }));
  for (const { trackerId, visits } of flappers) {
    const fixes = await ctx.tenant.read((tx) => trackBetween(tx, trackerId, { ...span, most: MOST_JUDGED }));
    for (const candidate of candidates) {
      const rules = { ...settings.rules, ...candidate.rules };
      const fences = fenceAlways('candidate', { ...settings, rules });
      const then = await deriveSlowly({ fixes, fences, until: span.to }, () => breath());
      candidate.flaps += figuresOf(then, span.to).flaps;
      candidate.movedMs += differenceOf(visits, then, span.to).movedMs;
    }
  }
  return candidates;
}

function tooMuch(): InvalidInputError {
  return new InvalidInputError('to', `leaves more than ${MOST_JUDGED} fixes to judge: ask for less time`);
}

function sum(flappers: readonly Flapper[]): number {
  return flappers.reduce((flaps, flapper) => flaps + flapper.flaps, 0);
}
