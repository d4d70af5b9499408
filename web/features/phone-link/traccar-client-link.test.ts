import assert from 'node:assert/strict';
import { test } from 'node:test';
import { traccarClientCode, traccarClientLink } from './traccar-client-link.ts';

const DOOR = { deviceUrl: 'http://10.0.0.7:5055', token: 'secret-of-the-door' };

/** What Traccar Client keeps of a scanned address: origin and path, and the parameters it knows by type. */
function scan(link: string): {
  server: string;
  texts: Record<string, string | null>;
  integers: Record<string, number>;
} {
  const { origin, pathname, searchParams } = new URL(link);
  const read = (names: string[]) => names.map((name) => [name, searchParams.get(name)] as const);
  const integers = read(['distance', 'interval', 'angle', 'heartbeat', 'fastest_interval']);
  return {
    server: `${origin}${pathname}`,
    texts: Object.fromEntries(read(['id', 'accuracy', 'buffer', 'stop_detection'])),
    integers: Object.fromEntries(integers.flatMap(([name, value]) => (value === null ? [] : [[name, Number(value)]]))),
  };
}

test('Traccar Client reads server, identifier and intervals out of the code', () => {
  const { server, texts, integers } = scan(traccarClientCode(DOOR, 'phone-7'));
  assert.equal(server, 'http://10.0.0.7:5055/i/secret-of-the-door/');
  assert.deepEqual(texts, { id: 'phone-7', accuracy: 'high', buffer: 'true', stop_detection: 'true' });
  assert.deepEqual(integers, { distance: 0, interval: 15, heartbeat: 60, fastest_interval: 5 });
});

test('an identifier survives whatever is in it', () => {
  for (const identifier of ['a&b=c', 'jane/phone', 'größe+%', '#7?']) {
    const { server, texts } = scan(traccarClientCode(DOOR, identifier));
    assert.equal(texts['id'], identifier);
    assert.equal(server, 'http://10.0.0.7:5055/i/secret-of-the-door/');
  }
});

test('the link to tap says the same as the code', () => {
  for (const identifier of ['phone-7', 'a&b=c', 'größe+%']) {
    const link = new URL(traccarClientLink(DOOR, identifier));
    const code = new URL(traccarClientCode(DOOR, identifier));
    assert.equal(link.protocol, 'org.traccar.client:');
    const { url, ...settings } = Object.fromEntries(link.searchParams);
    assert.equal(url, `${code.origin}${code.pathname}`);
    assert.deepEqual(settings, Object.fromEntries(code.searchParams));
  }
});
