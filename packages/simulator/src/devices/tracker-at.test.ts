import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dutyAt, dutyOn, nextDuty } from '../movers/duty-of.ts';
import { positionAt } from '../movers/position-at.ts';
import { createPopulation } from '../people/create-population.ts';
import { createSite } from '../site/create-site.ts';
import { localDay } from '../time/local-day.ts';
import { diesAtMs, type Mishap, sendableAtMs } from './mishaps.ts';
import { nextOnMs, trackerAt } from './tracker-at.ts';

const site = createSite(7);
const { people } = createPopulation(site, { seed: 7, people: 40 });
const owning = (mishap: Mishap) => {
  const person = people.find((each) => each.mishap === mishap);
  assert.ok(person);
  return person;
};
const MONDAY = Date.UTC(2026, 10, 16);
const WEDNESDAY = localDay(site.timeZone, Date.UTC(2026, 10, 18, 12));
const HOUR = 3_600_000;

test('is where its owner is, while the owner is on duty, and off otherwise', () => {
  const person = owning(null);
  for (let unixMs = MONDAY; unixMs < MONDAY + 48 * HOUR; unixMs += HOUR / 4) {
    assert.deepEqual(trackerAt(person, unixMs), positionAt(person, unixMs));
  }
});

test('goes off when its battery gives out, until the next duty', () => {
  const person = owning('worn battery');
  let duty = nextDuty(person, MONDAY);
  for (; duty && diesAtMs(person, duty) === null;) duty = nextDuty(person, duty.untilMs);
  assert.ok(duty);
  const dies = diesAtMs(person, duty) ?? 0;
  assert.ok(trackerAt(person, dies - 1000));
  assert.equal(trackerAt(person, dies), null);
  assert.equal(nextOnMs(person, dies), nextDuty(person, duty.untilMs)?.fromMs);
});

test('lies in the locker from the evening the owner forgets it until it is taken out again', () => {
  const person = owning('forgetful owner');
  const [evening, morning] = [dutyOn(person, WEDNESDAY), dutyOn(person, WEDNESDAY + 1)];
  assert.ok(evening?.lockers && morning?.lockers);
  const { lastMs } = evening.lockers;
  const place = trackerAt(person, lastMs);
  assert.equal(place?.areaId, 'operations');
  for (const unixMs of [evening.untilMs, evening.untilMs + 6 * HOUR, morning.lockers.firstMs - 1]) {
    assert.deepEqual(trackerAt(person, unixMs), place);
    assert.equal(nextOnMs(person, unixMs), unixMs);
  }
  const back = morning.lockers.firstMs + 3 * HOUR;
  assert.deepEqual(trackerAt(person, back), positionAt(person, back));
  assert.equal(trackerAt(person, evening.untilMs - 24 * HOUR + HOUR), null, 'only on that evening');
});

test('holds back what it recorded without network, for an hour or so a duty', () => {
  const person = owning('poor network');
  const duty = nextDuty(person, MONDAY);
  assert.ok(duty);
  const held = new Set<number>();
  let minutes = 0;
  for (let unixMs = duty.fromMs; unixMs < duty.untilMs; unixMs += 60_000) {
    const sendable = sendableAtMs(person, unixMs);
    assert.ok(sendable >= unixMs);
    if (sendable > unixMs) held.add(sendable);
    if (sendable > unixMs) minutes++;
  }
  assert.equal(held.size, 1);
  assert.ok(minutes >= 19 && minutes <= 71, `${minutes}`);
  assert.equal(sendableAtMs(owning(null), duty.fromMs), duty.fromMs);
});

test('says when it is on again, however long that takes', () => {
  for (const person of people) {
    const next = nextOnMs(person, MONDAY + 13 * HOUR);
    assert.ok(next !== null && trackerAt(person, next) !== null, person.identifier);
    assert.ok(
      next === MONDAY + 13 * HOUR ||
        dutyAt(person, MONDAY + 13 * HOUR) === null ||
        trackerAt(person, next - 1) === null,
    );
  }
});
