import assert from 'node:assert/strict';
import { test } from 'node:test';

import { UnavailableError } from '../errors.ts';
import { asUnavailable } from './unavailable.ts';

const coded = (code: string) => Object.assign(new Error(code), { code });

test('takes a database that is away, and a transaction given up for another, for a reason to try again', () => {
  for (const code of ['57P01', '08006', 'ECONNRESET', '40P01']) {
    const failure = coded(code);
    for (const told of [failure, new Error('Failed query', { cause: failure })]) {
      const seen = asUnavailable(told);
      assert.ok(seen instanceof UnavailableError, code);
      assert.equal(seen.cause, told);
    }
  }
});

test('leaves every other failure as it is', () => {
  for (const failure of [coded('23505'), new Error('Failed query', { cause: coded('23505') }), new Error('x'), 'text'])
    assert.equal(asUnavailable(failure), failure);
});
