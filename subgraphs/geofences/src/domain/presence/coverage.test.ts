import assert from 'node:assert/strict';
import { test } from 'node:test';

import { heardAnew, UNTOLD } from '../person-visits/coverage.ts';
import { silencesBetween, silencesOf, silenceTold, toldTogether, withSilenceBehind } from './coverage.ts';

const SECOND = 1_000;
const heard = (seconds: number, isOff = false) => ({ recordedAt: seconds * SECOND, isOff });
const between = (before: ReturnType<typeof heard> | null, next: ReturnType<typeof heard> | null, wasTold = false) =>
  silencesBetween(before, next, { wasTold });

test('tells from when on a tracker was heard at all', () => {
  assert.deepEqual(between(null, heard(5)), { from: 5_000, to: null, silences: [] });
});

test('tells nothing while fixes come within 300 seconds of each other', () => {
  assert.equal(between(heard(0), heard(300)), null);
  assert.deepEqual(between(heard(0), heard(301))?.silences, [{ from: 0, to: 301_000, off: false }]);
});

test('takes back a silence that was told too early', () => {
  assert.deepEqual(between(heard(0), heard(200), true), { from: 0, to: null, silences: [] });
});

test('is silent from the moment of being switched off, and not at all when heard at that very moment', () => {
  assert.deepEqual(between(heard(0, true), heard(10))?.silences, [{ from: 0, to: 10_000, off: true }]);
  assert.equal(between(heard(0, true), heard(0)), null);
  assert.deepEqual(between(heard(0, true), heard(0), true)?.silences, []);
});

test('says of a run of fixes what it says of one after another', () => {
  const run = [heard(0), heard(100), heard(500), heard(510, true), heard(510), heard(520, true), heard(530)];
  assert.deepEqual(silencesOf(run, { until: null }), [
    { from: 100_000, to: 500_000, off: false },
    { from: 520_000, to: 530_000, off: true },
  ]);
  const one = run.slice(1).flatMap((next, index) => between(run[index] ?? null, next)?.silences ?? []);
  assert.deepEqual(one, silencesOf(run, { until: null }));
  assert.deepEqual(silencesOf(run, { until: 831_001 }).at(-1), { from: 530_000, to: null, off: false });
});

test('knows whether silence was told of by whoever looked last', () => {
  assert.deepEqual(
    [300_000, 300_001].map((until) => silenceTold(heard(0), until)),
    [false, true],
  );
  assert.equal(silenceTold(heard(7, true), 7_000), true);
  assert.equal(silenceTold(null, 9e12), false);
});

test('tells of a run at once what one fix after another comes to', () => {
  const until = 600_000;
  const runs = [
    [heard(100), heard(110), heard(120)], // all from long before somebody last looked
    [heard(0), heard(250, true), heard(260), heard(290), heard(595), heard(900)],
    [heard(299), heard(300), heard(301), heard(1_000, true)],
  ];
  for (const run of runs) {
    const changes = run.map((fix, index) => {
      const before = run[index - 1] ?? heard(-1_000);
      const behind = silencesBetween(before, fix, { wasTold: silenceTold(before, until) });
      return silenceTold(fix, until) ? withSilenceBehind(behind, fix) : behind;
    });
    const known = heardAnew(UNTOLD, {
      from: -5_000_000,
      to: null,
      silences: [{ from: -1_000_000, to: null, off: false }],
    });
    const oneByOne = changes.reduce((hearing, change) => (change ? heardAnew(hearing, change) : hearing), known);
    const together = changes.reduce(toldTogether, null);
    assert.deepEqual(together && heardAnew(known, together), oneByOne);
  }
});
