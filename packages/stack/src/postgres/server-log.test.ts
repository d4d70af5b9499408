import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseServerLine } from './server-log.ts';

for (const [line, level] of [
  ['4711 00000 LOG:  database system is ready to accept connections', 'debug'],
  ['4711 00000 LOG:  server process (PID 4712) was terminated by signal 9: Killed', 'warn'],
  ['4711 57P03 FATAL:  the database system is starting up', 'debug'],
  ['4711 57P01 FATAL:  terminating connection due to administrator command', 'debug'],
  ['4711 28P01 FATAL:  password authentication failed for user "x"', 'warn'],
  ['4711 01000 WARNING:  there is already a transaction in progress', 'warn'],
  ['4711 23505 ERROR:  duplicate key value violates unique constraint "kept_pkey"', 'warn'],
  ['4711 XX001 PANIC:  could not locate a valid checkpoint record', 'error'],
] as const) {
  test(`“${line.slice(11, 60)}” is written as ${level}`, () => {
    const parsed = parseServerLine(line);
    assert.deepEqual([parsed.level, parsed.pid, parsed.text], [level, 4711, line.replace(/^.*?:\s+/, '')]);
  });
}

test('a line of another form stays whole', () => {
  assert.deepEqual(parseServerLine('\tand more'), { level: 'debug', text: '\tand more' });
});
