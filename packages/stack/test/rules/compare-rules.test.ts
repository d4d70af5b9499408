import assert from 'node:assert/strict';
import { test } from 'node:test';

import { compareRules } from './compare-rules.ts';

const stay = (from: number, to: number) => ({ fromMs: from * 1_000, toMs: to * 1_000 });

test('counts visits nobody made, stays told twice or not at all, and seconds told wrong', () => {
  const stays = [stay(0, 100), stay(200, 300)];
  const right = { stays: 2, visits: 2, falseVisits: 0, flaps: 0, missed: 0, wrongSeconds: 0 };
  assert.deepEqual(compareRules(stays, stays), right);
  const split = [stay(10, 40), stay(50, 110), stay(140, 145)];
  assert.deepEqual(compareRules(split, stays), {
    stays: 2,
    visits: 3,
    falseVisits: 1,
    flaps: 1,
    missed: 1,
    wrongSeconds: 10 + 10 + 10 + 5 + 100,
  });
});
