import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextDuty } from '../movers/duty-of.ts';
import { createPopulation } from '../people/create-population.ts';
import { createSite } from '../site/create-site.ts';
import { fixAt } from './fix-at.ts';
import { recordedFixes } from './recorded-fixes.ts';

const { people } = createPopulation(createSite(7), { seed: 7, people: 8 });
const [person] = people;
const FROM = Date.UTC(2026, 10, 16);
const WEEK = { fromMs: FROM, toMs: FROM + 7 * 86_400_000, everyMs: 60_000 };

test('has one fix a minute of all of every duty, in order, and none between', () => {
  assert.ok(person);
  const fixes = [...recordedFixes(person, WEEK)];
  const times = fixes.map(({ recordedAt }) => recordedAt);
  assert.deepEqual(
    times,
    [...new Set(times)].toSorted((a, b) => a - b),
  );
  assert.ok(times.every((unixMs) => unixMs % 1000 === 0 && (unixMs - (times[0] ?? 0)) % 60_000 === 0));
  for (let duty = nextDuty(person, FROM); duty && duty.untilMs < WEEK.toMs; duty = nextDuty(person, duty.untilMs)) {
    const { fromMs, untilMs } = duty;
    const within = times.filter((unixMs) => unixMs >= fromMs && unixMs < untilMs).length;
    assert.ok(Math.abs(within - (untilMs - fromMs) / 60_000) <= 1);
  }
  assert.deepEqual(fixes[100], fixAt(person, times[100] ?? 0));
});

test('goes on where it was cut, without a fix twice or missing', () => {
  assert.ok(person);
  const cutMs = FROM + 10.37 * 3_600_000;
  const parts = [
    { ...WEEK, toMs: cutMs },
    { ...WEEK, fromMs: cutMs },
  ].flatMap((recording) => [...recordedFixes(person, recording)]);
  assert.deepEqual(parts, [...recordedFixes(person, WEEK)]);
});
