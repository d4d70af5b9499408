import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readConfiguration } from './configuration.ts';
import { explained } from './listen-problem.ts';

const config = readConfiguration({ TREKKER_GATEWAY_PORT: '4000', TREKKER_POSITIONS_PHONE_PORT: '505' });

/** A failure to listen, as two services passed it on. */
function failure(code: string, address: string, port: number): Error {
  const refused = Object.assign(new Error(`listen ${code}`), { syscall: 'listen', code, address, port });
  return new Error('trekker did not start', { cause: new Error('gateway did not start', { cause: refused }) });
}

for (const [code, port, sentence] of [
  ['EADDRINUSE', 4000, /port 4000 of 10\.0\.0\.9 is taken.* TREKKER_GATEWAY_PORT/],
  ['EACCES', 505, /port 505 may not be used.* TREKKER_POSITIONS_PHONE_PORT/],
  ['EADDRNOTAVAIL', 505, /10\.0\.0\.9 is no address of this machine.* TREKKER_HOST/],
  ['EADDRNOTAVAIL', 3000, /10\.0\.0\.9 is no address of this machine.* TREKKER_WEB_HOST/],
] as const) {
  test(`explains ${code} of port ${port} and names the option, keeping the cause`, () => {
    const given = failure(code, '10.0.0.9', port);
    const { message, cause } = explained(given, config) as Error;
    assert.match(message, sentence);
    assert.equal(cause, given);
  });
}

test('leaves alone what concerns no port of ours', () => {
  for (const other of [new Error('no'), 'no', failure('EADDRINUSE', '::', 1234), failure('ENOBUFS', '::', 4000)]) {
    assert.equal(explained(other, config), other);
  }
});
