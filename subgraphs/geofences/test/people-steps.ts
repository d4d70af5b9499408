import { array, boolean, constantFrom, integer, option, record, tuple, uniqueArray } from 'fast-check';

import type { CarriedState, ToldPersonVisit } from '../src/domain/person-visits/carried-state.ts';
import type { ToldSilences } from '../src/domain/person-visits/coverage.ts';
import { takeCarriage, takeHearing, takeVisit } from '../src/domain/person-visits/derive.ts';
import type { Carriage, CarriedVisit } from '../src/domain/person-visits/person-visit.ts';

/** What is told of a visit, of an assignment, or of how a tracker was heard. */
export type Step =
  | { readonly kind: 'visit'; readonly visit: CarriedVisit; readonly retracted: boolean }
  | { readonly kind: 'carriage'; readonly carriage: Carriage }
  | { readonly kind: 'hearing'; readonly trackerId: string; readonly told: ToldSilences };

const instant = integer({ min: 0, max: 24 });
const tracker = constantFrom('t0', 't1', 't2');
const span = tuple(instant, instant, boolean()).map(([a, b, lasts]) => ({
  from: Math.min(a, b),
  to: lasts ? null : Math.max(a, b),
}));

const visitState = record({
  span,
  endReason: constantFrom('LEFT' as const, 'STALE' as const),
  stale: option(span),
  dwellsAfter: option(integer({ min: 0, max: 6 })),
  lostFor: option(integer({ min: 1, max: 12 })),
  retracted: boolean(),
});

const visitSteps = tuple(tracker, constantFrom('g0', 'g1'), array(visitState, { minLength: 1, maxLength: 3 })).map(
  ([trackerId, geofenceId, states]) =>
    (visitId: string) =>
      states.map(({ span: { from, to }, endReason, stale, dwellsAfter, lostFor, retracted }, index): Step => {
        const dwelledAt = dwellsAfter === null ? null : from + dwellsAfter;
        const isLost = to !== null && endReason === 'STALE';
        const visit: CarriedVisit = {
          visitId,
          trackerId,
          geofenceId,
          from,
          to,
          probable: [],
          loitering: [],
          endReason: to === null ? null : endReason,
          stale: stale && stale.from !== stale.to ? [stale] : [],
          dwelledAt: dwelledAt !== null && dwelledAt < (to ?? Infinity) ? dwelledAt : null,
          lost: isLost ? { from: to, to: lostFor === null ? null : to + lostFor } : null,
        };
        return { kind: 'visit', visit, retracted: retracted && index > 0 };
      }),
);

const carriageSteps = tuple(
  tracker,
  array(tuple(span, constantFrom('p0', 'p0', 'p1', null), integer({ min: 0, max: 1 })), {
    minLength: 1,
    maxLength: 3,
  }),
).map(
  ([trackerId, states]) =>
    (assignmentId: string) =>
      states.map(([{ from, to }, personId, priority]): Step => {
        const carriage = { assignmentId, trackerId, personId, assetId: null, from, to, priority };
        return { kind: 'carriage', carriage };
      }),
);

const hearingSteps = tuple(
  tracker,
  array(
    tuple(span, uniqueArray(instant, { maxLength: 4 }), boolean(), boolean()).map(
      ([{ from, to }, points, off, lasts]): ToldSilences => {
        const [a, b, c, d] = points.toSorted((x, y) => x - y);
        const first = a === undefined || b === undefined ? [] : [{ from: a, to: b, off }];
        const second = c === undefined ? [] : [{ from: c, to: lasts ? null : (d ?? c + 1), off: false }];
        return { from, to: to === from ? from + 1 : to, silences: [...first, ...second] };
      },
    ),
    { maxLength: 3 },
  ),
).map(([trackerId, entries]) => entries.map((told): Step => ({ kind: 'hearing', trackerId, told })));

/** The states of some visits, assignments and trackers' hearing, each in their order. */
export const tracksOf = tuple(
  array(visitSteps, { maxLength: 6 }),
  array(carriageSteps, { minLength: 1, maxLength: 5 }),
  uniqueArray(hearingSteps, {
    maxLength: 3,
    selector: ([first]) => (first?.kind === 'hearing' ? first.trackerId : ''),
  }),
).map(([visits, carriages, hearings]) => [
  ...visits.map((named, index) => named(`v${index}`)),
  ...carriages.map((named, index) => named(`a${index}`)),
  ...hearings,
]);

/** Things in another order, each thing's own states in theirs. */
export function interleaved(tracks: readonly (readonly Step[])[], random: readonly number[]): Step[] {
  const left = tracks.map((track) => [...track]).filter((track) => track.length);
  const steps: Step[] = [];
  for (let turn = 0; left.length; turn += 1) {
    const index = (random[turn % random.length] ?? 0) % left.length;
    const track = left[index];
    const step = track?.shift();
    if (step) steps.push(step);
    if (!track?.length) left.splice(index, 1);
  }
  return steps;
}

/** Takes a step in; gives what is told of people. */
export function take(state: CarriedState, step: Step, now: number): ToldPersonVisit[] {
  switch (step.kind) {
    case 'visit':
      return takeVisit(state, { ...step, supersededBy: null }, now);
    case 'carriage':
      return takeCarriage(state, step.carriage, now);
    case 'hearing':
      return takeHearing(state, step, now);
  }
}
