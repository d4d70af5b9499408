import assert from 'node:assert/strict';
import { test } from 'node:test';

import { parseDatabaseUrl, type DatabaseAddress } from '@trekker/kit';

import { databaseUrl } from './database-url.ts';

const here: DatabaseAddress = {
  host: 'db.example',
  socketPath: null,
  port: 5433,
  user: 'root',
  password: 'hush',
  database: 'tre kker',
};

for (const address of [
  here,
  { ...here, tls: 'verify-full' as const },
  { ...here, host: null, socketPath: '/tmp/a folder' },
]) {
  test(`names ${address.socketPath ?? address.host}${address.tls ?? ''} without user and password`, () => {
    const url = databaseUrl(address);
    assert.deepEqual(parseDatabaseUrl(url), { ...address, user: '', password: '' });
    assert.doesNotMatch(url, /root|hush/);
  });
}
