import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import * as fc from 'fast-check';

import { parseJsonInTurns, JsonTooLarge } from './parse-json.ts';

/** What came of parsing, or that it is no JSON. */
async function outcomeOf(parse: () => unknown): Promise<unknown> {
  try {
    return { value: await parse() };
  } catch (failure) {
    return (failure as Error).name;
  }
}

test('in pieces of any size, text gives the value and the order of names that JSON.parse gives', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.json(),
      fc.integer({ min: 1, max: 20 }),
      fc.constantFrom(0, 1, 3),
      async (json, piece, space) => {
        const text = JSON.stringify(JSON.parse(json), null, space);
        const value = await parseJsonInTurns(text, { piece });
        assert.deepEqual(value, JSON.parse(text));
        assert.equal(JSON.stringify(value), JSON.stringify(JSON.parse(text)));
      },
    ),
    { numRuns: 1_000 },
  );
});

test('what is no JSON is refused, and what is taken, as JSON.parse does', async () => {
  const letter = fc.constantFrom(
    '[',
    ']',
    '{',
    '}',
    ',',
    ':',
    '"',
    '\\',
    ' ',
    '\n',
    '1',
    '-',
    '.',
    'e',
    'true',
    'null',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: letter, maxLength: 14 }),
      fc.integer({ min: 1, max: 5 }),
      async (text, piece) => {
        assert.deepEqual(
          await outcomeOf(() => parseJsonInTurns(text, { piece })),
          await outcomeOf(() => JSON.parse(text)),
        );
      },
    ),
    { numRuns: 20_000 },
  );
  for (const text of [
    '[1,]',
    '[,1]',
    '[1 2]',
    '{"a":1,}',
    '{"a"}',
    '{1:2}',
    '[1}',
    '{"a":1]',
    '[1],',
    '"a',
    '',
    '[',
    '{',
  ]) {
    for (const piece of [1, 2, 3]) await assert.rejects(parseJsonInTurns(text, { piece }), SyntaxError, text);
  }
});

test('of a name that is given twice the last value counts, and no name is special', async () => {
  const text = '{"a":1,"__proto__":{"b":2},"a":[3,4,5],"2":0,"1":0}';
  for (const piece of [1, 4, 12]) {
    const value = await parseJsonInTurns(text, { piece });
    assert.deepEqual(value, JSON.parse(text));
    assert.equal(JSON.stringify(value), JSON.stringify(JSON.parse(text)));
    assert.equal(Object.getPrototypeOf(value), Object.prototype);
  }
});

test('more values than may be held are refused', async () => {
  for (const text of ['[1,[2,3]]', '{"a":{"b":1},"c":2}', '[[],[],[]]']) {
    for (const piece of [1, 6, 8]) {
      await assert.rejects(parseJsonInTurns(text, { piece, mostValues: 2 }), JsonTooLarge);
      await parseJsonInTurns(text, { piece, mostValues: 12 });
    }
  }
});

test('lists that nest without end are refused, and do not exhaust the stack', async () => {
  await assert.rejects(parseJsonInTurns('['.repeat(1_000_000)), JsonTooLarge);
});

test('the event loop stays free while megabytes are read', async () => {
  const ring = Array.from({ length: 250_000 }, (_, index) => [4 + index / 3e6, 52 + index / 7e6]);
  const text = JSON.stringify({ query: 'q', variables: { input: { boundary: { coordinates: [ring] } } } });
  let best = Infinity;
  // A machine that others use too holds everybody up now and then; the work itself does so each time.
  for (let round = 0; round < 20 && best >= 50; round += 1) {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    await sleep(5);
    await parseJsonInTurns(text);
    await sleep(5);
    delay.disable();
    best = Math.min(best, delay.percentile(99) / 1e6);
  }
  assert.ok(best < 50, `${best} ms`);
});
