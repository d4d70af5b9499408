import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dutyAt } from '../movers/duty-of.ts';
import { positionAt } from '../movers/position-at.ts';
import { createPopulation } from '../people/create-population.ts';
import { createSite } from '../site/create-site.ts';
import { distanceMeters, toPoint } from '../site/plane.ts';
import { fixAt } from './fix-at.ts';

const site = createSite(1);
const { frame } = site.ground;
const { people, vehicles } = createPopulation(site, { seed: 1, people: 40, vehicles: 6 });
const FROM = Date.UTC(2026, 10, 20, 10);
const onDuty = people.filter((person) => person.mishap === null && dutyAt(person, FROM));

/** One every five minutes of everybody who works a whole week, far enough apart to be independent. */
const seen = people
  .filter(({ mishap }) => mishap === null)
  .flatMap((person) =>
    Array.from({ length: 7 * 24 * 12 }, (_, step) => {
      const unixMs = FROM + step * 307_000;
      const [fix, truth] = [fixAt(person, unixMs), positionAt(person, unixMs)];
      return fix && truth ? [{ fix, truth, errorMeters: distanceMeters(toPoint(frame, fix), truth.point) }] : [];
    }).flat(),
  );

test('is the same whenever it is asked', () => {
  const [person] = onDuty;
  assert.ok(person);
  assert.deepEqual(fixAt(person, FROM), fixAt(person, FROM));
});

test('is nothing off duty', () => {
  const night = people.find(({ rota }) => rota.name === 'night');
  assert.ok(night);
  assert.equal(fixAt(night, FROM), null);
});

test('claims an accuracy that holds for two of three', () => {
  const within = seen.filter(({ fix, errorMeters }) => errorMeters <= (fix.accuracyMeters ?? 0)).length / seen.length;
  assert.ok(within > 0.66 && within < 0.7, `${within} of ${seen.length}`);
});

test('claims less accuracy under a roof, more on vehicles, and is poor now and then', () => {
  const claims = (areaId: string) =>
    seen.filter(({ truth }) => truth.areaId === areaId).map(({ fix }) => fix.accuracyMeters ?? 0);
  const middle = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  assert.ok(middle(claims('tanks-east')) < 5 && middle(claims('workshop')) > 7);
  const poor = seen.filter(({ fix }) => (fix.accuracyMeters ?? 0) > 12).length / seen.length;
  assert.ok(poor > 0.003 && poor < 0.02, `${poor}`);
  const [car] = vehicles;
  assert.ok(car && (fixAt(car, FROM)?.accuracyMeters ?? 9) <= 4);
});

test('wanders instead of jumping: within a second the error hardly changes', () => {
  for (const person of onDuty) {
    for (let unixMs = FROM; unixMs < FROM + 120_000; unixMs += 1000) {
      const [before, after] = [fixAt(person, unixMs), fixAt(person, unixMs + 1000)];
      assert.ok(before && after);
      if (before.accuracyMeters !== after.accuracyMeters) continue;
      const moved = distanceMeters(toPoint(frame, before), toPoint(frame, after));
      assert.ok(moved < 4, `${person.name} moved ${moved} m`);
    }
  }
});

test('keeps its direction for minutes: a fix a minute later is still off to the same side', () => {
  const pairs = onDuty.flatMap((person) =>
    Array.from({ length: 60 }, (_, step) => FROM + step * 600_000).flatMap((unixMs) => {
      const errors = [unixMs, unixMs + 60_000].flatMap((at) => {
        const [fix, truth] = [fixAt(person, at), positionAt(person, at)];
        return fix && truth ? [{ seen: toPoint(frame, fix), truth: truth.point }] : [];
      });
      const [one, other] = errors.map(({ seen: point, truth }) => ({ x: point.x - truth.x, y: point.y - truth.y }));
      return one && other ? [Math.sign(one.x * other.x + one.y * other.y)] : [];
    }),
  );
  const same = pairs.filter((sign) => sign > 0).length / pairs.length;
  assert.ok(same > 0.65, `${same} of ${pairs.length}`);
});

test('says what it sees in the product’s units and steps', () => {
  for (const { fix } of seen.slice(0, 500)) {
    assert.equal(fix.latitude, Math.round(fix.latitude * 1e7) / 1e7);
    assert.ok((fix.headingDegrees ?? 0) >= 0 && (fix.headingDegrees ?? 0) < 360);
    assert.ok(Number.isInteger(fix.batteryPercent));
  }
});
