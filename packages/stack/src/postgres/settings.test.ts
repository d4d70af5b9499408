import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderSettings } from './settings.ts';

const input = { version: '18.4', socketPath: '/tmp/x', port: 5432, extra: {} };

test('extra settings win over ours and stand once', () => {
  const lines = renderSettings({ ...input, extra: { work_mem: '9MB' } }).split('\n');
  assert.deepEqual(
    lines.filter((line) => line.startsWith('work_mem')),
    ["work_mem = '9MB'"],
  );
});

test('a value is quoted so that it stays one value', () => {
  const text = renderSettings({ ...input, extra: { cluster_name: "a'b\\c" } });
  assert.ok(text.includes("cluster_name = 'a''b\\\\c'"));
});

test('a name or value that would smuggle in another setting is refused', () => {
  assert.throws(() => renderSettings({ ...input, extra: { 'fsync = off\nx': '1' } }), /is not the name/);
  assert.throws(() => renderSettings({ ...input, extra: { work_mem: '9MB\nfsync = off' } }), /must be one line/);
});

test('without a socket the server listens on loopback and nowhere else', () => {
  const text = renderSettings({ ...input, socketPath: null, port: 12_345 });
  assert.match(text, /listen_addresses = '127\.0\.0\.1'\nunix_socket_directories = ''\nport = '12345'/);
});
