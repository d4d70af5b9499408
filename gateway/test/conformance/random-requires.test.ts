import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSite } from '../standalone/standalone-harness.ts';
import { randomFederation } from './random-requires.ts';

const ROUNDS = Number(process.env['ROUNDS'] ?? 10);

test('fields that are worked out from others are right or refused, however these need each other', async (t) => {
  const seed = Number(process.env['SEED'] ?? 1);
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  let refused = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { subgraphs, query, data } = randomFederation(random);
    await using site = await openSite(subgraphs);
    const answer = await site.ask(query);
    const told = `${answer.text}\n${query}\n${subgraphs.map(({ sdl }) => sdl).join('\n')}`;
    if (answer.errors) {
      // What the planner gets wrong is refused rather than answered.
      assert.match(answer.text, /would be worked out without what it requires/u, told);
      assert.equal(answer.data, undefined);
      refused += 1;
    } else assert.equal(JSON.stringify(answer.data), JSON.stringify(data), told);
  }
  t.diagnostic(`${refused} of ${ROUNDS} refused`);
  assert.ok(refused < ROUNDS);
});
