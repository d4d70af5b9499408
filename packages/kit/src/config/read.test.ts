import assert from 'node:assert/strict';
import { test } from 'node:test';

import { flag, integer, oneOf, portOrOff, text, type Options } from './options.ts';
import { ConfigurationError, readConfig, readConfigs } from './read.ts';

const options = {
  limit: { env: 'T_LIMIT', type: integer({ min: 1, max: 10 }), default: 5, doc: '' },
  name: { env: 'T_NAME', type: text, default: 'x', doc: '' },
  on: { env: 'T_ON', type: flag, default: false, doc: '' },
  level: { env: 'T_LEVEL', type: oneOf('low', 'high'), default: 'low', doc: '' },
  token: { env: 'T_TOKEN', type: integer({ min: 0, max: 9 }), default: 0, doc: '', secret: true },
} as const satisfies Options;

test('takes defaults for what is absent or empty and reads the rest', () => {
  assert.deepEqual(readConfig(options, { T_LIMIT: '', T_ON: 'true', T_LEVEL: 'high' }), {
    limit: 5,
    name: 'x',
    on: true,
    level: 'high',
    token: 0,
  });
});

test('lists every problem at once with name, expectation and value, and never the value of a secret', () => {
  const broken = { T_LIMIT: '11', T_ON: 'yes', T_LEVEL: 'middle', T_TOKEN: 'hunter2' };
  assert.throws(
    () => readConfig(options, broken),
    (failure: ConfigurationError) => {
      assert.equal(failure.problems.length, 4);
      assert.match(failure.message, /T_LIMIT must be a whole number from 1 to 10, got "11"/);
      assert.match(failure.message, /T_LEVEL must be one of low, high, got "middle"/);
      return !failure.message.includes('hunter2');
    },
  );
});

test('lists the problems of several services together, that of a shared option once', () => {
  const services = { one: { on: options.on }, other: { on: options.on, limit: options.limit } };
  assert.deepEqual(readConfigs(services, { T_ON: 'true' }), { one: { on: true }, other: { on: true, limit: 5 } });
  assert.throws(() => readConfigs(services, { T_ON: 'yes', T_LIMIT: '0' }), {
    problems: ['T_ON must be true or false, got "yes"', 'T_LIMIT must be a whole number from 1 to 10, got "0"'],
  });
});

for (const value of ['1.5', '1e1x', ' ', 'NaN', '0', '11']) {
  test(`refuses ${JSON.stringify(value)} as a whole number from 1 to 10`, () => {
    assert.throws(() => readConfig(options, { T_LIMIT: value }), ConfigurationError);
  });
}

test('reads a port that may be switched off', () => {
  const listening = { port: { env: 'T_PORT', type: portOrOff, default: 1883, doc: '' } };
  const portOf = (T_PORT: string) => readConfig(listening, { T_PORT }).port;
  assert.deepEqual(['', '0', '8883', 'off'].map(portOf), [1883, 0, 8883, null]);
  assert.throws(() => portOf('on'), /T_PORT must be a whole number from 0 to 65535, got "on"; or off/);
});
