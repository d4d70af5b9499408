import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { RequestRefused } from '../errors/request-refused.ts';
import { PlanQueue, type PlanJob, type Urgency } from './plan-queue.ts';

function jobOf(document: string, urgency: Urgency): PlanJob {
  return { document, urgency, until: Infinity, resolve: () => {}, reject: () => {} };
}

function drawn(queue: PlanQueue): string {
  let documents = '';
  for (let job = queue.next(); job; job = queue.next()) documents += job.document;
  return documents;
}

const ada = { asker: 'ada' };
const bo = { asker: 'bo' };
const code = (expected: string) => (refusal: unknown) =>
  refusal instanceof RequestRefused && refusal.errors[0]?.extensions.code === expected;

describe('documents that wait to be planned', () => {
  test('take turns by caller, however many one of them has, and before what is foreseen', () => {
    const queue = new PlanQueue(100);
    queue.add(jobOf('f', 'foreseen'));
    for (const document of ['a', 'b', 'c']) queue.add(jobOf(document, ada));
    queue.add(jobOf('x', bo));
    assert.equal(queue.size, 5);
    assert.equal(drawn(queue), 'axbcf');
    assert.equal(queue.size, 0);
  });

  test('of one caller leave room for those of others', () => {
    const queue = new PlanQueue(8);
    for (const document of ['a', 'b']) queue.add(jobOf(document, ada));
    assert.throws(() => queue.add(jobOf('c', ada)), code('RATE_LIMITED'));
    queue.add(jobOf('x', bo));
    queue.next();
    queue.add(jobOf('c', ada));
    assert.equal(drawn(queue), 'xbc');
  });

  test('are refused once too many callers wait', () => {
    const queue = new PlanQueue(3);
    for (const asker of ['p', 'q', 'r']) queue.add(jobOf(asker, { asker }));
    assert.throws(() => queue.add(jobOf('s', { asker: 's' })), code('UNAVAILABLE'));
    queue.add(jobOf('f', 'foreseen'));
    assert.equal(drawn(queue), 'pqrf');
  });

  test('are all refused when the gateway stops', () => {
    const queue = new PlanQueue(8);
    const refused: string[] = [];
    for (const [document, urgency] of [
      ['a', ada],
      ['f', 'foreseen'],
    ] as const) {
      queue.add({ ...jobOf(document, urgency), reject: () => void refused.push(document) });
    }
    queue.refuseAll(new Error('stopping'));
    assert.deepEqual(refused, ['a', 'f']);
    assert.equal(queue.size, 0);
  });
});
