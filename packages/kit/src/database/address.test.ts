import assert from 'node:assert/strict';
import { test } from 'node:test';

import { parseDatabaseUrl } from './address.ts';

test('reads host, port and credentials, percent-encoded ones too', () => {
  assert.deepEqual(parseDatabaseUrl('postgres://ada:p%40ss@db.example.org:6543/trekker'), {
    host: 'db.example.org',
    socketPath: null,
    port: 6_543,
    user: 'ada',
    password: 'p@ss',
    database: 'trekker',
  });
});

test('reads the folder of a unix socket', () => {
  const { host, socketPath, port } = parseDatabaseUrl('postgres://ada:secret@/trekker?host=%2Frun%2Fpg&port=5433');
  assert.deepEqual([host, socketPath, port], [null, '/run/pg', 5_433]);
});

test('refuses what is no address of PostgreSQL without repeating it', () => {
  for (const text of ['mysql://ada:secret@db/trekker', 'secret', '']) {
    assert.throws(
      () => parseDatabaseUrl(text),
      (failure: Error) => /must look like postgres:/.test(failure.message) && !/secret/.test(failure.message),
    );
  }
});

test('takes the encryption that sslmode names and refuses modes that fall back in silence', () => {
  const url = (mode: string) => `postgres://ada:secret@db/trekker?sslmode=${mode}`;
  assert.deepEqual(
    ['disable', 'require', 'verify-full'].map((mode) => parseDatabaseUrl(url(mode)).tls),
    [undefined, 'require', 'verify-full'],
  );
  assert.throws(() => parseDatabaseUrl(url('prefer')), /sslmode disable, require or verify-full, got prefer/);
});
