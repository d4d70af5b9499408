import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createTurn, inTurns } from './in-turns.ts';

/** Keeps the event loop busy, and counts how often a timer had its turn meanwhile. */
async function othersTurns(work: (busy: () => void) => Promise<void>): Promise<number> {
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 1);
  try {
    await work(() => {
      for (const until = performance.now() + 10; performance.now() < until;);
    });
  } finally {
    clearInterval(timer);
  }
  return turns;
}

test('lets others have their turn in between work that yields', async () => {
  const turns = await othersTurns(async (busy) => {
    await inTurns(
      (function* steps() {
        for (let step = 0; step < 5; step += 1) {
          busy();
          yield;
        }
      })(),
    );
  });
  assert.ok(turns >= 3, `${turns} turns`);
});

test('lets others have their turn where work waits for it, when it is due', async () => {
  const turns = await othersTurns(async (busy) => {
    const othersTurn = createTurn();
    for (let step = 0; step < 5; step += 1) {
      await othersTurn();
      busy();
    }
  });
  assert.ok(turns >= 3, `${turns} turns`);
  const othersTurn = createTurn();
  assert.equal(othersTurn(), undefined, 'nobody waits for nothing');
});
