import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { Turns } from './turns.ts';

/** Turns over a heap of things to do, each run of which takes what is there and ends when it is told to. */
function watched({ full = 100, longestRestMs = 0, restTimes = 1 } = {}) {
  const runs: { readonly amount: number; readonly end: () => void }[] = [];
  let waiting = 0;
  const turns = new Turns({
    waiting: () => waiting,
    full,
    longestRestMs,
    restTimes,
    take: () => {
      const amount = waiting;
      waiting = 0;
      return () => {
        const { promise, resolve } = Promise.withResolvers<void>();
        runs.push({ amount, end: resolve });
        return promise;
      };
    },
  });
  const add = (amount: number) => {
    waiting += amount;
    turns.wake();
  };
  return { runs, add, turns, amounts: () => runs.map(({ amount }) => amount) };
}

test('begins at once where nothing goes on, and does together what comes meanwhile', async () => {
  const { runs, add, amounts } = watched();
  add(1);
  add(2);
  add(3);
  assert.deepEqual(amounts(), [1]);
  runs[0]?.end();
  await sleep(5);
  assert.deepEqual(amounts(), [1, 5]);
});

test('waits for nobody with as much as fills a run, up to four at once', () => {
  const { add, amounts } = watched({ full: 10 });
  for (let time = 0; time < 6; time += 1) add(10);
  assert.deepEqual(amounts(), [10, 10, 10, 10]);
});

test('begins beside a run that takes long', async () => {
  const { add, amounts } = watched();
  add(1);
  add(2);
  await sleep(20);
  assert.deepEqual(amounts(), [1]);
  await sleep(60);
  assert.deepEqual(amounts(), [1, 2]);
});

test('waits longer beside a run where all runs take long', async () => {
  const { runs, add, amounts } = watched();
  for (let run = 0; run < 8; run += 1) {
    add(1);
    await sleep(120);
    runs[run]?.end();
    await sleep(1);
  }
  add(1);
  add(2);
  await sleep(100);
  assert.deepEqual(amounts().slice(8), [1], 'others took as long');
  await sleep(300);
  assert.deepEqual(amounts().slice(8), [1, 2]);
});

test('rests as many times as long as a run took as it is told to', async () => {
  const { runs, add, amounts } = watched({ longestRestMs: 10_000, restTimes: 8 });
  add(1);
  await sleep(40);
  runs[0]?.end();
  await sleep(1);
  add(1);
  await sleep(150);
  assert.deepEqual(amounts(), [1]);
  await sleep(600);
  assert.deepEqual(amounts(), [1, 1]);
});

test('rests as long as a run took, but no longer than it may', async () => {
  const { runs, add, amounts } = watched({ longestRestMs: 500 });
  add(1);
  await sleep(30);
  runs[0]?.end();
  await sleep(2);
  add(1);
  assert.deepEqual(amounts(), [1], 'the pause is not over');
  await sleep(100);
  assert.deepEqual(amounts(), [1, 1]);
  const short = watched({ longestRestMs: 5 });
  short.add(1);
  await sleep(100);
  short.runs[0]?.end();
  await sleep(2);
  short.add(1);
  await sleep(40);
  assert.deepEqual(short.amounts(), [1, 1], 'a long run is followed by the longest pause and not by more');
});

test('rests no longer for who asked while a run was under way', async () => {
  const { runs, add, amounts } = watched({ longestRestMs: 1 });
  add(1);
  add(2);
  runs[0]?.end();
  await sleep(30);
  assert.deepEqual(amounts(), [1, 2], 'the run was short, and so is the pause');
});

test('begins nothing more once it is stopped', async () => {
  const { runs, add, turns, amounts } = watched({ longestRestMs: 20 });
  add(1);
  add(1);
  turns.stop();
  runs[0]?.end();
  await sleep(60);
  add(5);
  assert.deepEqual(amounts(), [1]);
});
