import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';

import { assert as holds, constantFrom, property, tuple } from 'fast-check';

import { derivePresence } from '../../src/domain/presence/derive-presence.ts';
import { full } from '../cabs/cab-data.ts';
import { contentOf } from './content.ts';
import { engineFences, engineFixes } from './engine.ts';
import { inOrder } from './oracle-fix.ts';
import { oracleVisits } from './oracle-visits.ts';
import { aTrack, BEGIN } from './scenarios.ts';
import { aKeptFence } from './stories.ts';

const RUNS = full ? 200_000 : 5_000;
const HOUR = 3_600_000;

/** Instants at which is asked: long after everything, and in the middle of it. */
const someUntil = constantFrom(24 * 90, 0.05, 0.2, 0.5, 1, 3).map((hours) => BEGIN + hours * HOUR);

test('the engine comes to the visits that the document asks for', () => {
  const cases = tuple(aTrack(40), aKeptFence('a', 3), aKeptFence('b', 1), someUntil);
  const same = property(cases, ([track, a, b, until]) => {
    const versions = [...a, ...b];
    const fixes = inOrder(track).filter(({ recordedAt }) => recordedAt <= until);
    const found = derivePresence({ fixes: engineFixes(fixes), fences: engineFences(versions), until });
    deepEqual(contentOf(found), contentOf(oracleVisits({ fixes, versions, until })));
  });
  holds(same, { numRuns: RUNS });
});
