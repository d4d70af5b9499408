import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ApiError } from './api.ts';
import { patientApi } from './patient-api.ts';

/** An API that fails with these codes first, one a call. */
function failing(...codes: string[]) {
  const calls: unknown[] = [];
  return {
    calls,
    async run<T>(document: string, variables?: Record<string, unknown>): Promise<T> {
      calls.push([document, variables]);
      const code = codes.shift();
      if (code !== undefined) throw new ApiError(`fails with ${code}`, code);
      return 'data' as T;
    },
  };
}

test('an operation is asked again while what was written before is not there yet', async () => {
  const api = failing('REPLICA_BEHIND', 'REPLICA_BEHIND');
  assert.equal(await patientApi(api, 5_000).run('query', { a: 1 }), 'data');
  assert.deepEqual(
    api.calls,
    Array.from({ length: 3 }, () => ['query', { a: 1 }]),
  );
});

test('any other failure comes through at once', async () => {
  const api = failing('FORBIDDEN');
  await assert.rejects(patientApi(api, 5_000).run('query'), /fails with FORBIDDEN/);
  assert.equal(api.calls.length, 1);
});

test('patience ends', async () => {
  const api = failing(...Array.from({ length: 50 }, () => 'REPLICA_BEHIND'));
  await assert.rejects(patientApi(api, 300).run('query'), /fails with REPLICA_BEHIND/);
  assert.ok(api.calls.length >= 2 && api.calls.length <= 4, `${api.calls.length} calls`);
});
