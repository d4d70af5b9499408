import { bestOf, quantileOf, type Candidate, type SuggestedRules } from './suggest-rules.ts';

/** What a geofence's history suggests. */
export interface Suggestion {
  /** Fixes of the time that were judged by today's rules. */
  readonly fixes: number;
  /** Flaps by today's rules. */
  readonly flapsToday: number;
  /** How far outside the fixes lay that flapped, metres: half of them no farther, nine of ten, all; null without any. */
  readonly medianMeters: number | null;
  readonly mostMeters: number | null;
  readonly farthestMeters: number | null;
  /** The rules; null where nothing flapped, or nothing helps. */
  readonly rules: SuggestedRules | null;
  /** What they leave, of the trackers that flapped most; null without rules. */
  readonly flapsThen: number | null;
  /** Time inside they move, of the same trackers, milliseconds; null without rules. */
  readonly movedMs: number | null;
  /** How many flaps the trackers had by today's rules that candidates were tried on. */
  readonly flapsTried: number;
  /** In English. */
  readonly explanation: string;
}

/** What was found out of a geofence's history. */
export interface Findings {
  readonly fixes: number;
  readonly flapsToday: number;
  readonly flapsTried: number;
  readonly distances: readonly number[];
  readonly today: SuggestedRules;
  readonly candidates: readonly Candidate[];
}

/** The suggestion that follows from what was found out. */
export function suggestionOf({ distances, today, candidates, ...counted }: Findings): Suggestion {
  const outside = distances.filter((meters) => meters > 0).toSorted((one, other) => one - other);
  const mostMeters = quantileOf(outside, 0.9);
  const best = bestOf(candidates, counted.flapsTried);
  const helps = best && best.flaps < counted.flapsTried ? best : null;
  const given = { rules: helps?.rules ?? null, flapsThen: helps?.flaps ?? null, movedMs: helps?.movedMs ?? null };
  return {
    ...counted,
    ...given,
    medianMeters: quantileOf(outside, 0.5),
    mostMeters,
    farthestMeters: quantileOf(outside, 1),
    explanation: explanationOf(helps, { ...counted, today, mostMeters }),
  };
}

function explanationOf(
  best: Candidate | null,
  {
    flapsToday,
    flapsTried,
    today,
    mostMeters,
  }: Omit<Findings, 'distances' | 'candidates' | 'fixes'> & { mostMeters: number | null },
): string {
  if (flapsToday === 0)
    return 'Nothing flapped in this time: no visit ended within 60 s, none followed another within 60 s.';
  if (!best)
    return `${flapsToday} visits flapped, and neither a wider buffer nor more fixes to confirm would have removed any.`;
  const { exitBufferMeters, exitConfirmFixes, enterConfirmFixes } = best.rules;
  const where =
    mostMeters === null ? '' : `, nine of ten of the fixes outside within ${mostMeters.toFixed(1)} m of the border`;
  const share = Math.round((1 - best.flaps / flapsTried) * 100);
  const change = [
    ...(exitBufferMeters > today.exitBufferMeters ? [`an exit buffer of ${exitBufferMeters} m`] : []),
    ...(exitConfirmFixes > today.exitConfirmFixes ? [`${exitConfirmFixes} fixes to confirm an end`] : []),
    ...(enterConfirmFixes > today.enterConfirmFixes ? [`${enterConfirmFixes} to confirm a begin`] : []),
  ].join(' and ');
  const moved = (best.movedMs / 60_000).toFixed(1);
  return `${flapsToday} visits flapped${where}. With ${change}, ${best.flaps} of ${flapsTried} would be left (${share} % less), and ${moved} minutes of presence would move.`;
}
