import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { negotiate } from './accept.ts';
import { HttpRefused } from './http-refused.ts';

const json = 'application/json';
const response = 'application/graphql-response+json';
const events = 'text/event-stream';

describe('negotiation', () => {
  for (const [accept, expected] of [
    [undefined, json],
    ['', json],
    ['*/*', json],
    ['application/*', json],
    [response, response],
    [`${response}, ${json}`, response],
    [`${json}, ${response}`, json],
    [`${json};q=0.5, ${response}`, response],
    [`${response}; charset=utf-8, application/json; charset=utf-8`, response],
    [`${events}, ${json};q=0.9`, events],
    [`text/html, */*;q=0.1`, json],
    ['APPLICATION/JSON', json],
  ] as const) {
    test(`answers ${accept ?? 'nothing'} with ${expected}`, () => assert.equal(negotiate(accept), expected));
  }

  for (const accept of ['text/html', 'application/xml', `${json};q=0`]) {
    test(`refuses ${accept} with 406`, () => {
      assert.throws(
        () => negotiate(accept),
        (error) => error instanceof HttpRefused && error.status === 406,
      );
    });
  }
});
