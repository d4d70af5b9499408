import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextDuty } from '../movers/duty-of.ts';
import { createPopulation } from '../people/create-population.ts';
import { createSite } from '../site/create-site.ts';
import { batteryAt } from './battery.ts';
import { diesAtMs } from './mishaps.ts';

const { people, vehicles } = createPopulation(createSite(1), { seed: 1, people: 20, vehicles: 1 });
const FROM = Date.UTC(2026, 10, 16);

test('only drains on duty, and lasts for it', () => {
  for (const person of people.filter(({ mishap }) => mishap !== 'worn battery')) {
    const duty = nextDuty(person, FROM);
    assert.ok(duty);
    const percents = Array.from({ length: Math.floor((duty.untilMs - duty.fromMs) / 60_000) }, (_, minute) =>
      batteryAt(person, duty.fromMs + minute * 60_000),
    );
    assert.ok(percents[0] !== undefined && percents[0] >= 86 && percents[0] <= 100);
    assert.ok((percents.at(-1) ?? 0) > 5);
    assert.ok(percents.every((percent, index) => percent <= (percents[index - 1] ?? 100)));
  }
});

test('is empty when it gives out', () => {
  const worn = people.find(({ mishap }) => mishap === 'worn battery');
  assert.ok(worn);
  let died = 0;
  for (let duty = nextDuty(worn, FROM), week = 0; duty && week < 10; duty = nextDuty(worn, duty.untilMs), week++) {
    const dies = diesAtMs(worn, duty);
    if (dies === null) continue;
    died++;
    assert.equal(batteryAt(worn, dies - 1), 1);
    assert.ok(batteryAt(worn, duty.fromMs) > 80);
  }
  assert.ok(died > 0);
});

test('is full on vehicles', () => {
  const [car] = vehicles;
  assert.ok(car);
  assert.equal(batteryAt(car, FROM), 100);
});
