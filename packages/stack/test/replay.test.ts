import assert from 'node:assert/strict';

import { createLogger } from '@trekker/kit';

import { startOwnProduct } from '../src/replay/own-product.ts';
import { readFixes } from '../src/replay/read-fixes.ts';
import { readTruth } from '../src/replay/read-truth.ts';
import { readZones } from '../src/replay/read-zones.ts';
import { replay } from '../src/replay/replay.ts';
import { CABS, dataPath, EVENTS, full, testWithData, ZONES } from './replay/recorded-data.ts';

const LIMIT = full ? Number.POSITIVE_INFINITY : 4_000;

testWithData('visits derived from recorded cabs are those of a brute-force computation', async (t) => {
  const fixes = await readFixes(dataPath(CABS), LIMIT);
  const said: string[] = [];
  await using product = await startOwnProduct(createLogger('warn'));
  const replayed = await replay({
    product,
    fixes,
    zones: await readZones(ZONES),
    truth: await readTruth(dataPath(EVENTS)),
    rules: 'plain',
    say: (line) => said.push(line),
  });
  const { differences, ...counts } = replayed;
  const { missing, unexpected, explained } = differences;
  t.diagnostic(JSON.stringify({ ...counts, explained: explained.length }));
  assert.deepEqual({ missing, unexpected }, { missing: [], unexpected: [] });
  assert.deepEqual([counts.sent, counts.accepted], [fixes.length, fixes.length]);
  assert.ok(counts.transitions > fixes.length / 4, `${counts.transitions} transitions`);
  assert.deepEqual(
    said.filter((line) => line.startsWith('refused')).map((line) => /refused +(\S+): (\w+)/.exec(line)?.slice(1)),
    ['sf:2', 'sf:6', 'sf:11'].map((zone) => [zone, 'SELF_INTERSECTION']),
  );
});
