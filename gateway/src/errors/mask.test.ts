import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ERROR_CODES, NotFoundError, silentLogger, UnavailableError } from '@trekker/kit';
import { maskSubgraphError, maskThrown } from './mask.ts';

const context = { requestId: 'r1', log: silentLogger };
const masked = { ...context, subgraphErrors: 'masked' } as const;
const INTERNAL = { message: 'something went wrong on our side', extensions: { code: 'INTERNAL', requestId: 'r1' } };

describe('masking', () => {
  test('lets errors meant for callers through with their details', () => {
    assert.deepEqual(maskThrown(new NotFoundError('Tracker', 't1'), context), {
      message: 'Tracker "t1" does not exist',
      extensions: { code: 'NOT_FOUND', entity: 'Tracker', id: 't1' },
    });
    assert.equal(maskThrown(new UnavailableError('busy'), context).extensions['retryAfterMs'], 1_000);
  });

  for (const thrown of [
    new Error('select 1'),
    new TypeError('x is not a function'),
    'text',
    null,
    { code: 'FORBIDDEN' },
  ]) {
    test(`hides a thrown ${thrown instanceof Error ? thrown.name : JSON.stringify(thrown)}`, () =>
      assert.deepEqual(maskThrown(thrown, context), INTERNAL));
  }

  for (const code of ERROR_CODES.filter((each) => each !== 'INTERNAL')) {
    test(`lets ${code} of a subgraph through`, () => {
      assert.deepEqual(maskSubgraphError({ message: 'm', extensions: { code } }, 's', masked), {
        message: 'm',
        extensions: { code },
      });
    });
  }

  for (const code of ['INTERNAL', 'INTERNAL_SERVER_ERROR', 'DOWNSTREAM_SERVICE_ERROR', 'internal', 7, undefined]) {
    test(`hides the message of a subgraph's ${code}`, () => {
      assert.deepEqual(maskSubgraphError({ message: 'at 10.0.0.1', extensions: { code } }, 's', masked), INTERNAL);
    });
  }

  test('lets every error of a subgraph through where they are shown, without details of our insides', () => {
    const shown = { ...context, subgraphErrors: 'shown' } as const;
    const extensions = { code: 'BAD_USER_INPUT', stacktrace: ['at x'], argument: 'id' };
    assert.deepEqual(maskSubgraphError({ message: 'no such id', extensions }, 's', shown), {
      message: 'no such id',
      extensions: { code: 'BAD_USER_INPUT', argument: 'id' },
    });
    assert.equal(maskSubgraphError({ message: 'm' }, 's', shown).extensions.code, 'SUBGRAPH_ERROR');
  });

  test('drops details that describe our insides, and all that are not plain', () => {
    const extensions = {
      code: 'CONFLICT',
      url: 'http://x',
      serviceName: 's',
      stacktrace: ['a'],
      exception: {},
      sql: 'x',
      stack: 'x',
      field: 'f',
      n: 1,
    };
    assert.deepEqual(maskSubgraphError({ message: 'm', extensions }, 's', masked).extensions, {
      code: 'CONFLICT',
      field: 'f',
      n: 1,
    });
  });
});
