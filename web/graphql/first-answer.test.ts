import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { firstAnswer } from './first-answer.ts';

const SOON = { everyMs: 5, most: 3 };
const never = () => new Promise<never>(() => {});

suite('the first answer', () => {
  test('comes from another question where one is not answered, and ends the others', async () => {
    const signals: AbortSignal[] = [];
    const answer = await firstAnswer(
      (signal) => (signals.push(signal) === 3 ? Promise.resolve('here') : never()),
      SOON,
    );
    assert.equal(answer, 'here');
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [true, true, true],
    );
  });

  test('is waited for alone while it comes soon', async () => {
    let asked = 0;
    await firstAnswer(async () => ++asked, { everyMs: 50, most: 3 });
    await new Promise((resolve) => setTimeout(resolve, 120));
    assert.equal(asked, 1);
  });

  test('a question that fails at once is not asked again here', async () => {
    let asked = 0;
    const failing = () => Promise.reject(new Error(`no ${++asked}`));
    await assert.rejects(firstAnswer(failing, SOON), /no 1/);
    assert.equal(asked, 1);
  });

  test('fails once all have failed', async () => {
    let asked = 0;
    const late = () => new Promise<never>((_, reject) => setTimeout(() => reject(new Error(`no ${++asked}`)), 30));
    await assert.rejects(firstAnswer(late, SOON), /no 3/);
  });
});
