import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { CombinedError } from '@urql/core';
import { untilAnswered } from './until-answered.ts';

const FAILED = { error: new CombinedError({ networkError: new TypeError('Failed to fetch') }) };
// The network is back at once.
const AWAKE = { subscribe: (listener: () => void) => (queueMicrotask(listener), () => {}) };

suite('untilAnswered', () => {
  test('asks again what the network failed of, and no more once there is an answer', async () => {
    const answers = [FAILED, FAILED, { data: 'trail' }, { data: 'other' }];
    const data = await untilAnswered(async () => answers.shift() ?? {}, { isGone: () => false, wakeUps: AWAKE });
    assert.deepEqual([data, answers.length], ['trail', 1]);
  });

  test('takes a refusal for an answer', async () => {
    let asked = 0;
    const refused = { error: new CombinedError({ graphQLErrors: ['FORBIDDEN'] }) };
    const ask = async () => {
      asked++;
      return refused;
    };
    assert.equal(await untilAnswered(ask, { isGone: () => false, wakeUps: AWAKE }), undefined);
    assert.equal(asked, 1);
  });

  test('asks nothing for who has gone, and brings them nothing', async () => {
    let gone = false;
    let asked = 0;
    const leave = async () => {
      asked++;
      gone = true;
      return { data: 'trail' };
    };
    assert.equal(await untilAnswered(leave, { isGone: () => gone, wakeUps: AWAKE }), undefined);
    assert.equal(await untilAnswered(leave, { isGone: () => gone, wakeUps: AWAKE }), undefined);
    assert.equal(asked, 1);
  });
});
