import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';

import { assert as holds, property, tuple } from 'fast-check';

import { full } from '../../../test/cabs/cab-data.ts';
import { engineFences, engineFixes } from '../../../test/oracle/engine.ts';
import { inOrder } from '../../../test/oracle/oracle-fix.ts';
import { aTrack } from '../../../test/oracle/scenarios.ts';
import { aKeptFence } from '../../../test/oracle/stories.ts';
import { advance } from './advance.ts';
import { visitsClosedBy } from './derive-presence.ts';
import type { KnownFences } from './fence-set.ts';
import type { Fix } from './fix.ts';
import { readState, stateText } from './state-text.ts';
import { takeFix, UNSEEN, type TrackerState } from './tracker-state.ts';
import { Walk } from './walk.ts';

const NAMES = ['a', 'b', 'c'];
const RUNS = full ? 20_000 : 300;

const scenes = tuple(aTrack(60), aKeptFence('a', 3), aKeptFence('b', 2), aKeptFence('c', 1)).map(
  ([track, a, b, c]) => ({ fixes: engineFixes(inOrder(track)), fences: engineFences([...a, ...b, ...c]) }),
);

/** The standings behind a fix, every geofence looked up and asked whatever came before. */
function standingsBehind(before: TrackerState, fix: Fix, { fences, isPlausible }: Asked): TrackerState['standings'] {
  const around = fences.containing(fix, fix.recordedAt);
  return new Map(
    NAMES.flatMap((geofenceId) => {
      const fence = fences.fence(geofenceId);
      if (!fence) return [];
      const isContained = around.some(({ version }) => version.geofenceId === geofenceId);
      const sighting = { fix, heard: before.last, fence, isContained, isPlausible };
      const { standing } = advance(before.standings.get(geofenceId) ?? null, sighting);
      return standing ? [[geofenceId, standing] as const] : [];
    }),
  );
}

interface Asked {
  readonly fences: KnownFences;
  readonly isPlausible: boolean;
}

test('stands to geofences as each of them says when it is asked about every fix', () => {
  const same = property(scenes, ({ fixes, fences }) => {
    const walk = new Walk(UNSEEN);
    let standings = UNSEEN.standings;
    let last: Fix | null = null;
    for (const fix of fixes) {
      walk.take(fix, fences);
      const { isLastPlausible } = walk.state;
      standings = standingsBehind({ ...UNSEEN, last, standings }, fix, { fences, isPlausible: isLastPlausible });
      last = fix;
      deepEqual(stateText(walk.state), stateText({ ...walk.state, standings }));
    }
  });
  holds(same, { numRuns: RUNS });
});

test('comes to the same in place, by values, and put away as text behind every fix', () => {
  const same = property(scenes, ({ fixes, fences }) => {
    const walk = new Walk(UNSEEN);
    let [state, kept] = [UNSEEN, stateText(UNSEEN)];
    for (const fix of fixes) {
      const [byValue, byText] = [state, readState(kept, fix.key.trackerId)].map((one) => takeFix(one, fix, fences));
      const visits = visitsClosedBy(walk.take(fix, fences));
      deepEqual(byValue && visitsClosedBy(byValue.steps), visits);
      deepEqual(byText && visitsClosedBy(byText.steps), visits);
      state = byValue?.state ?? state;
      kept = stateText(byText?.state ?? UNSEEN);
      deepEqual(stateText(state), kept);
    }
    deepEqual(stateText(walk.state), kept);
  });
  holds(same, { numRuns: RUNS });
});

test('leaves a state as it was when the walk goes on', () => {
  const unchanged = property(scenes, ({ fixes, fences }) => {
    const walk = new Walk(UNSEEN);
    const told: [TrackerState, string][] = [];
    for (const [index, fix] of fixes.entries()) {
      walk.take(fix, fences);
      if (index % 3 === 0) told.push([walk.state, stateText(walk.state)]);
    }
    for (const [state, text] of told) deepEqual(stateText(state), text);
  });
  holds(unchanged, { numRuns: RUNS });
});
