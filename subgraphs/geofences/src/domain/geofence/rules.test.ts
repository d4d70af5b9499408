import assert from 'node:assert/strict';
import { test } from 'node:test';

import { GEOFENCE_KINDS } from './kinds.ts';
import { parseNewGeofence } from './new-geofence.ts';
import { changedRules, DEFAULT_RULES, PLAIN_RULES } from './rules.ts';

const boundary = {
  type: 'Polygon',
  coordinates: [
    [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 0],
    ],
  ],
};

test('gives every kind rules of its own where none are given', () => {
  for (const kind of GEOFENCE_KINDS) {
    const parsed = parseNewGeofence({ name: 'Yard', kind, boundary });
    assert.deepEqual(parsed.ok && parsed.value.rules, DEFAULT_RULES[kind]);
  }
});

test('changes what is given, and takes null for “never” only where a rule can be that', () => {
  const before = { ...PLAIN_RULES, maxAccuracyMeters: 30, staleAfterSeconds: 900, exitBufferMeters: 5 };
  assert.deepEqual(changedRules(before, null), before);
  assert.deepEqual(changedRules(before, {}), before);
  assert.deepEqual(changedRules(before, { exitBufferMeters: null, maxAccuracyMeters: null, staleAfterSeconds: 60 }), {
    ...before,
    maxAccuracyMeters: null,
    staleAfterSeconds: 60,
  });
  assert.deepEqual(changedRules(before, { exitBufferMeters: 0 }), { ...before, exitBufferMeters: 0 });
});

test('refuses rules, names and times beyond their limits, each by its field', () => {
  const problems = (input: Record<string, unknown>) => {
    const parsed = parseNewGeofence({ name: 'Yard', kind: 'GATE', boundary, ...input });
    return parsed.ok ? [] : parsed.userErrors.map(({ field }) => field.slice(1).join('.'));
  };
  assert.deepEqual(problems({}), []);
  for (const rules of [
    { enterBufferMeters: -1 },
    { exitBufferMeters: 10_001 },
    { enterConfirmFixes: 0 },
    { exitConfirmFixes: 101 },
    { enterConfirmFixes: 1.5 },
    { maxAccuracyMeters: 0 },
    { staleAfterSeconds: 0 },
    { staleAfterSeconds: 604_801 },
  ]) {
    assert.deepEqual(problems({ rules }), [`rules.${Object.keys(rules)[0]}`]);
  }
  assert.deepEqual(problems({ name: ' ' }).slice(0, 1), ['name']);
  assert.deepEqual(problems({ validFrom: Date.UTC(1999, 0, 1) }), ['validFrom']);
  assert.deepEqual(problems({ boundary: null }), ['boundary']);
});
