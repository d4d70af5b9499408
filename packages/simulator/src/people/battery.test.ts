import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSite } from '../site/create-site.ts';
import { batteryAt } from './battery.ts';
import { createPopulation } from './create-population.ts';

test('drains while carried and fills on the charger, two hours a day', () => {
  for (const person of createPopulation(createSite(1), { seed: 1, people: 5 })) {
    const minutes = Array.from({ length: 24 * 60 }, (_, minute) => batteryAt(person, minute * 60_000));
    assert.ok(Math.abs(minutes.filter(({ charging }) => charging).length - 120) <= 1);
    assert.equal(Math.max(...minutes.map(({ percent }) => percent)), 100);
    for (const [index, { percent, charging }] of minutes.entries()) {
      const before = minutes[index - 1];
      if (before?.charging === charging) assert.ok(charging ? percent >= before.percent : percent <= before.percent);
    }
  }
});
