import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type SendBatch,
  createPopulation,
  createSite,
  dutyOn,
  localDay,
  recordedFixes,
  uploadRecording,
} from '@trekker/simulator';

const site = createSite(7);
const [person] = createPopulation(site, { seed: 7, people: 1 }).people;
assert.ok(person);
const duty = dutyOn(person, localDay(site.timeZone, Date.UTC(2026, 10, 18, 12)));
assert.ok(duty);
const recording = { fromMs: duty.fromMs, toMs: duty.untilMs, everyMs: 60_000 };
const { signal } = new AbortController();

/** A server that answers as told and remembers what it took. */
function server(answers: readonly ('accepted' | 'retry')[]) {
  const took: number[] = [];
  const sizes: number[] = [];
  let request = 0;
  const send: SendBatch = async (fixes) => {
    const answer = answers[request++ % answers.length] ?? 'accepted';
    if (answer === 'accepted') took.push(...fixes.map(({ recordedAt }) => recordedAt));
    if (answer === 'accepted') sizes.push(fixes.length);
    return answer;
  };
  return { send, took, sizes };
}

test('uploads all that was recorded, once, in order, in batches, though every other attempt fails', async () => {
  const { send, took, sizes } = server(['retry', 'accepted']);
  const told: number[] = [];
  const onAccepted = (fixes: readonly { recordedAt: number }[]) => told.push(...fixes.map((fix) => fix.recordedAt));
  assert.equal(await uploadRecording(person, recording, { send, signal, batchSize: 100, onAccepted }), true);
  assert.deepEqual(
    took,
    [...recordedFixes(person, recording)].map((fix) => fix.recordedAt),
  );
  assert.deepEqual(told, took);
  assert.ok(sizes.slice(0, -1).every((size) => size === 100) && sizes.length > 3);
});

test('leaves the server alone for as much of the time as asked', async () => {
  const slow: SendBatch = async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return 'accepted';
  };
  const took = async (idleShare: number) => {
    const began = performance.now();
    await uploadRecording(person, recording, { send: slow, signal, batchSize: 100, idleShare });
    return performance.now() - began;
  };
  const [busy, idle] = [await took(0), await took(0.75)];
  assert.ok(idle > 2.5 * busy, `${busy} ms and ${idle} ms`);
});

test('stops between two attempts when told to, and says that it did not finish', async () => {
  const stop = new AbortController();
  let attempts = 0;
  const send: SendBatch = async () => {
    attempts++;
    if (attempts === 3) stop.abort();
    return 'retry';
  };
  assert.equal(await uploadRecording(person, recording, { send, signal: stop.signal }), false);
  assert.equal(attempts, 3);
});
