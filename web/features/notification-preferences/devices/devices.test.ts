import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deviceLabel } from './device-label.ts';
import { turnOf } from './device-turn.ts';

const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0';

test('a device is called by its browser and its system', () => {
  for (const [agent, label] of [
    [`Mozilla/5.0 (Linux; Android 10; K) ${CHROME} Mobile Safari/537.36`, 'Chrome, Android'],
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36 Edg/140.0.0.0`, 'Edge, Windows'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox, Linux'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1',
      'Safari, iPhone',
    ],
    ['something else', 'Browser'],
  ] as const) {
    assert.equal(deviceLabel(agent), label);
  }
});

test('a browser that is somebody else’s, was removed elsewhere or is told nothing is left', () => {
  const remembered = { userId: 'ann', subscriptionId: 's1', endpoint: 'https://push.example/1' };
  const webPush = { serverKey: 'k', subscriptions: [{ id: 's1' }] };
  const at = { remembered, userId: 'ann', endpoint: remembered.endpoint, webPush };
  assert.equal(turnOf(at), 'keep');
  assert.equal(turnOf({ ...at, userId: 'ben' }), 'leave');
  assert.equal(turnOf({ ...at, remembered: null }), 'leave');
  assert.equal(turnOf({ ...at, webPush: { ...webPush, serverKey: null } }), 'leave');
  const removed = { ...webPush, subscriptions: [] };
  assert.equal(turnOf({ ...at, webPush: removed }), 'leave');
  assert.equal(turnOf({ ...at, webPush: removed, endpoint: 'https://push.example/2' }), 'keep', 'it moved');
});
