import { emptyState } from '../../src/domain/person-visits/carried-state.ts';
import { SILENCE_LIMITS } from '../../src/domain/person-visits/coverage.ts';
import { takeCarriage, takeHearing, takeVisit } from '../../src/domain/person-visits/derive.ts';
import type { PersonVisit } from '../../src/domain/person-visits/person-visit.ts';
import { visitIdOf } from '../../src/domain/presence/visit-id.ts';
import { arriving, blocksOf } from './arrivals.ts';
import { createArrivingTracker, type DeriveAnew } from './arriving-tracker.ts';
import { engineFences, engineFixes } from './engine.ts';
import { inOrder, type OracleFix } from './oracle-fix.ts';
import type { YardStory } from './yard-run.ts';

/**
 * Both stages in memory: fixes of a story come in any order, and people's visits are believed.
 * @param derive what is done about late fixes; absent: what the worker does.
 */
export function createPureYard(
  { tracks, carried, fences, arrival }: YardStory,
  { until, derive }: { until: number; derive?: DeriveAnew | undefined },
) {
  const known = engineFences(fences.flat());
  const trackers = tracks.map(() => ({ arriving: createArrivingTracker(derive), heard: [] as OracleFix[] }));
  const all = tracks.flatMap((track, tracker) => track.map((fix) => ({ fix, tracker })));
  const inTime = all.toSorted((a, b) => a.fix.recordedAt - b.fix.recordedAt);
  let taken = 0;
  return {
    /** Fixes of trackers by number, in the blocks in which they arrive. */
    blocks: blocksOf(arriving(inTime, arrival), arrival.together),
    /** Takes in what came together. */
    async take(block: readonly { readonly fix: OracleFix; readonly tracker: number }[]): Promise<void> {
      taken += 1;
      for (const [index, some] of Map.groupBy(block, ({ tracker }) => tracker)) {
        const tracker = trackers[index];
        const fixes = inOrder(some.map(({ fix }) => fix));
        await tracker?.arriving.take(
          engineFixes(fixes).map((fix) => ({ ...fix, knownAt: taken })),
          known,
        );
        tracker?.heard.push(...fixes);
      }
    },
    /** What is believed of people now. */
    people(): PersonVisit[] {
      const state = emptyState(SILENCE_LIMITS);
      for (const [index, { bearers, handOvers, priority }] of carried.entries()) {
        for (const [turn, personId] of bearers.entries()) {
          const [from = 0, to = null] = handOvers.slice(turn, turn + 2);
          if (!personId) continue;
          const carriage = { assignmentId: `${index}/${turn}`, trackerId: `t${index}`, personId, assetId: null };
          takeCarriage(state, { ...carriage, from, to, priority }, until);
        }
      }
      for (const [index, tracker] of trackers.entries()) {
        const trackerId = `t${index}`;
        const heard = inOrder(tracker.heard);
        const [first] = heard;
        if (!first) continue;
        const silences = heard.map((fix, at) => {
          return { from: fix.recordedAt, to: heard[at + 1]?.recordedAt ?? null, off: fix.off };
        });
        const told = { from: first.recordedAt, to: null, silences: silences.filter(({ from, to }) => from !== to) };
        takeHearing(state, { trackerId, told }, until);
        for (const visit of tracker.arriving.visits(known, until)) {
          const visitId = `${trackerId} ${visitIdOf(visit)}`;
          takeVisit(state, { visit: { ...visit, visitId, trackerId }, retracted: false, supersededBy: null }, until);
        }
      }
      return [...state.told.values()].flat().flatMap(({ retracted, visit }) => (retracted ? [] : visit));
    },
  };
}
