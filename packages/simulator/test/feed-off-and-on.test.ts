import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { type FeedOptions, type Mover, dutyAt, dutyOn, localDay, sendableAtMs } from '@trekker/simulator';
import { BEGIN, HASTE, door, feedInto, gapsSeconds, people, until } from './feeding.ts';

test('is silent while a tracker is off, and switches on by itself', async (t) => {
  const site = await door(t);
  const late = people.find((each) => each.mishap === null && each.rota.name === 'late');
  const duty = late && dutyOn(late, localDay(late.site.timeZone, BEGIN));
  assert.ok(late && duty);
  const feed = feedInto(t, site.url, { movers: [late], ...timeFrom(duty.fromMs - 300_000, HASTE) });
  await feed.start();
  await until(() => site.accepted.length >= 5);
  await feed.stop();
  const first = site.accepted[0]?.recordedAt ?? 0;
  assert.ok(first >= duty.fromMs && first < duty.fromMs + 1_000, `${first - duty.fromMs} ms after the duty began`);
});

test('uploads late what was recorded without network, in order and with nothing missing', async (t) => {
  const site = await door(t);
  const person = people.find((each) => each.mishap === 'poor network' && dutyAt(each, BEGIN));
  assert.ok(person);
  const { clock, sleep } = timeFrom(firstHeldBack(person) - 60_000, 2_000);
  const arrivals: number[] = [];
  site.answer = (response) => {
    arrivals.push(clock.now());
    response.end();
  };
  const feed = feedInto(t, site.url, { movers: [person], clock, sleep, intervalMs: 20_000 });
  await feed.start();
  await until(() => site.accepted.length >= 60);
  await feed.stop();
  const lateness = site.accepted.map(({ recordedAt }, index) => (arrivals[index] ?? 0) - recordedAt);
  assert.ok(Math.max(...lateness) > 15 * 60_000, 'the oldest waited for the whole time without network');
  const times = site.accepted.map(({ recordedAt }) => recordedAt);
  assert.deepEqual(
    times,
    times.toSorted((a, b) => a - b),
  );
  assert.ok(gapsSeconds(site.accepted).every((gap) => gap <= 26));
});

/** A time of its own that begins at an instant and runs so many times as fast as life. */
function timeFrom(fromMs: number, haste: number): Required<Pick<FeedOptions, 'clock' | 'sleep'>> {
  const began = performance.now();
  return {
    clock: { now: () => fromMs + (performance.now() - began) * haste },
    sleep: (ms, signal) => setTimeout(ms / haste, undefined, { signal }).catch(() => {}),
  };
}

/** When a phone loses its network on the duty of the tests. */
function firstHeldBack(mover: Mover): number {
  const duty = dutyAt(mover, BEGIN);
  assert.ok(duty);
  for (let unixMs = duty.fromMs; unixMs < duty.untilMs; unixMs += 10_000) {
    if (sendableAtMs(mover, unixMs) > unixMs) return unixMs;
  }
  throw new Error('it never does');
}
