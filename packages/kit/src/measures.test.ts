import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Registry } from 'prom-client';

import { registerMeasures } from './measures.ts';

test('tells measures as they are at each scrape', async () => {
  const registry = new Registry();
  let heard = 3;
  const common = { help: 'What came.', labels: ['protocol'] };
  const read = () => [{ labels: { protocol: 'gt06' }, value: heard }];
  registerMeasures(registry, [
    { name: 'trekker_any_heard_total', kind: 'counter', read, ...common },
    { name: 'trekker_any_open', kind: 'gauge', read, ...common },
  ]);
  for (heard of [3, 3, 5]) {
    const text = await registry.metrics();
    assert.match(text, new RegExp(`^trekker_any_heard_total\\{protocol="gt06"\\} ${heard}$`, 'm'));
    assert.match(text, new RegExp(`^trekker_any_open\\{protocol="gt06"\\} ${heard}$`, 'm'));
  }
});
