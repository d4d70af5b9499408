import assert from 'node:assert/strict';
import { test } from 'node:test';

import { GEOFENCE_KINDS } from './kinds.ts';
import { parseNewGeofence } from './new-geofence.ts';
import { changedRules, rulesIn } from './rules-change.ts';
import { contradictions } from './rules-input.ts';
import { DEFAULT_RULES, PLAIN_RULES } from './rules.ts';
import { parseShapeInput } from './shape-input.ts';

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
const weekly = [{ days: [1, 5], fromMinute: 480, toMinute: 1_020 }];

function parse(input: Record<string, unknown>) {
  const whole = { name: 'Yard', kind: 'GATE' as const, boundary, ...input };
  return parseNewGeofence(whole, parseShapeInput(whole));
}

function problems(input: Record<string, unknown>): string[] {
  const parsed = parse(input);
  return parsed.ok ? [] : parsed.userErrors.map(({ field }) => field.slice(1).join('.'));
}

test('gives every kind rules of its own where none are given, none of which contradict themselves', () => {
  for (const kind of GEOFENCE_KINDS) {
    const parsed = parse({ kind });
    assert.deepEqual(parsed.ok && parsed.value.rules, DEFAULT_RULES[kind]);
    assert.deepEqual(contradictions(DEFAULT_RULES[kind]), []);
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

test('lets limits of silence that are not named give way to those that are', () => {
  const before = { ...PLAIN_RULES, probableAfterSeconds: 300, staleAfterSeconds: 900, endAfterSeconds: 14_400 };
  const silences = (change: Parameters<typeof changedRules>[1]) => {
    const { probableAfterSeconds, staleAfterSeconds, endAfterSeconds } = changedRules(before, change);
    return [probableAfterSeconds, staleAfterSeconds, endAfterSeconds];
  };
  assert.deepEqual(silences({ staleAfterSeconds: 60 }), [60, 60, 14_400]);
  assert.deepEqual(silences({ staleAfterSeconds: 20_000 }), [300, 20_000, 20_000]);
  assert.deepEqual(silences({ probableAfterSeconds: 1_000 }), [1_000, 1_000, 14_400]);
  assert.deepEqual(silences({ endAfterSeconds: 100 }), [100, 100, 100]);
  assert.deepEqual(silences({ endAfterSeconds: 100, staleAfterSeconds: null }), [100, null, 100]);
  assert.deepEqual(silences({ probableAfterSeconds: null, staleAfterSeconds: null, endAfterSeconds: null }), [
    null,
    null,
    null,
  ]);
});

test('refuses rules beyond their limits, each by its field with its value', () => {
  assert.deepEqual(problems({}), []);
  for (const rules of [
    { enterBufferMeters: -1 },
    { exitBufferMeters: 10_001 },
    { exitAccuracyWeight: 3.1 },
    { maxAccuracyMeters: 0 },
    { minAltitudeMeters: -20_001 },
    { maxAltitudeMeters: 100_001 },
    { enterConfirmFixes: 0 },
    { enterConfirmFixes: 1.5 },
    { enterConfirmSeconds: 86_401 },
    { exitConfirmFixes: 101 },
    { exitConfirmSeconds: 0 },
    { dwellSeconds: 604_801 },
    { loiterSeconds: 0 },
    { loiterRadiusMeters: 0.5 },
    { crossingSeconds: 3_601 },
    { probableAfterSeconds: 604_801 },
    { staleAfterSeconds: 0 },
    { staleAfterSeconds: 604_801 },
    { endAfterSeconds: 2_592_001 },
  ]) {
    const [name, value] = Object.entries(rules)[0] ?? [];
    const parsed = parse({ rules });
    assert.ok(!parsed.ok);
    assert.deepEqual(parsed.userErrors[0]?.field, ['input', 'rules', name]);
    assert.match(parsed.userErrors[0]?.message ?? '', new RegExp(`got ${value}$`));
  }
});

test('takes every rule at its limits', () => {
  for (const rules of [
    { exitAccuracyWeight: 3, minAltitudeMeters: -20_000, maxAltitudeMeters: 100_000, loiterRadiusMeters: 1 },
    { enterConfirmSeconds: 86_400, exitConfirmSeconds: 1, dwellSeconds: 604_800, crossingSeconds: 3_600 },
    { probableAfterSeconds: 604_800, staleAfterSeconds: 604_800, endAfterSeconds: 2_592_000 },
    { plausibleOnly: false, endsWhenOff: false, activeHours: null },
  ])
    assert.deepEqual(problems({ rules }), []);
});

test('refuses rules that contradict each other, by the field and both values', () => {
  const message = (rules: Record<string, number>) => {
    const parsed = parse({ rules });
    return parsed.ok ? null : parsed.userErrors.map((error) => [error.field.at(-1), error.code, error.message]);
  };
  assert.deepEqual(message({ probableAfterSeconds: 61, staleAfterSeconds: 60 }), [
    [
      'probableAfterSeconds',
      'OUT_OF_ORDER',
      'probableAfterSeconds must not be above staleAfterSeconds, which is 60 seconds; got 61',
    ],
  ]);
  assert.deepEqual(
    message({ staleAfterSeconds: 60, endAfterSeconds: 59 })?.map(([field]) => field),
    ['staleAfterSeconds'],
  );
  assert.deepEqual(message({ minAltitudeMeters: 10, maxAltitudeMeters: 10 }), [
    [
      'maxAltitudeMeters',
      'OUT_OF_ORDER',
      'maxAltitudeMeters must be above minAltitudeMeters, which is 10 metres; got 10',
    ],
  ]);
});

test('takes active hours with or without a zone, and refuses what is no week of hours', () => {
  const parsed = parse({ rules: { activeHours: { weekly } } });
  assert.ok(parsed.ok);
  assert.deepEqual(rulesIn('Asia/Tokyo', parsed.value.rules).activeHours, {
    timeZone: 'Asia/Tokyo',
    followsPlace: true,
    weekly,
  });
  const named = parse({ rules: { activeHours: { timeZone: 'Europe/Oslo', weekly } } });
  assert.ok(named.ok);
  assert.deepEqual(rulesIn('Asia/Tokyo', named.value.rules).activeHours, { timeZone: 'Europe/Oslo', weekly });
  const of = (hours: Record<string, unknown>) => problems({ rules: { activeHours: { weekly, ...hours } } });
  assert.deepEqual(of({ timeZone: '+02:00' }), ['rules.activeHours.timeZone']);
  assert.deepEqual(of({ weekly: [] }), ['rules.activeHours.weekly']);
  assert.deepEqual(of({ weekly: Array.from({ length: 101 }, () => weekly[0]) }), ['rules.activeHours.weekly']);
  for (const [change, path] of [
    [{ days: [] }, 'days'],
    [{ days: [0] }, 'days.0'],
    [{ days: [1, 8] }, 'days.1'],
    [{ fromMinute: 1_440 }, 'fromMinute'],
    [{ toMinute: 0 }, 'toMinute'],
  ] as const)
    assert.deepEqual(of({ weekly: [{ ...weekly[0], ...change }] }), [`rules.activeHours.weekly.0.${path}`]);
});

test('refuses names and times beyond their limits, each by its field', () => {
  assert.deepEqual(problems({ name: ' ' }).slice(0, 1), ['name']);
  assert.deepEqual(problems({ validFrom: Date.UTC(1999, 0, 1) }), ['validFrom']);
  assert.deepEqual(problems({ boundary: null }), ['boundary']);
});
