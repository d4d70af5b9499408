import assert from 'node:assert/strict';
import { suite, test, type TestContext } from 'node:test';
import { createLiveSocket } from './live-socket.ts';

suite('the live socket', () => {
  test('is given up when a ping is followed by five seconds of silence', async (t) => {
    const { peer, pass } = await connected(t);
    await pass(5_000);
    assert.deepEqual(peer.sent.at(-1), { type: 'ping' });
    await pass(4_900);
    assert.equal(peer.closedWith, null);
    await pass(200);
    assert.equal(peer.closedWith, 4499);
  });

  test('stays while anything arrives, however late the answer to the ping', async (t) => {
    const { peer, pass } = await connected(t);
    await pass(5_000);
    for (let second = 0; second < 12; second += 4) {
      await pass(4_000);
      peer.say({ type: 'next', id: 'a', payload: { data: {} } });
    }
    peer.say({ type: 'pong' });
    assert.equal(peer.closedWith, null);
    await pass(5_000);
    assert.deepEqual(
      peer.sent.filter(({ type }) => type === 'ping'),
      [{ type: 'ping' }, { type: 'ping' }],
      'it goes on asking',
    );
    await pass(5_100);
    assert.equal(peer.closedWith, 4499);
  });
});

/** A socket whose peer is this test, just accepted; time passes when the test says so. */
async function connected(t: TestContext) {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const peers: Peer[] = [];
  class Recorded extends Peer {
    constructor() {
      super();
      peers.push(this);
    }
  }
  const { WebSocket: own } = globalThis;
  Object.assign(globalThis, { WebSocket: Recorded });
  t.after(() => void Object.assign(globalThis, { WebSocket: own }));
  const socket = createLiveSocket({
    url: 'ws://peer/graphql',
    fetchToken: async () => ({ kind: 'token', accessToken: { token: 'a', expiresAt: 9e15, serverTime: 0 } }),
    wakeUps: { subscribe: () => () => {} },
    onLink: () => {},
    onToken: () => {},
    onSignedOut: () => {},
  });
  const sink = { next: () => {}, error: () => {}, complete: () => {} };
  socket.subscribe({ query: 'subscription { a }' }, sink);
  await settled();
  const [peer] = peers;
  assert.ok(peer, 'it connects');
  peer.accept();
  await settled();
  peer.say({ type: 'connection_ack' });
  await settled();
  return {
    peer,
    async pass(milliseconds: number) {
      t.mock.timers.tick(milliseconds);
      await settled();
    },
  };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** The parts of a browser's WebSocket that are used. */
class Peer {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  readonly sent: { type: string }[] = [];
  readyState = Peer.CONNECTING;
  closedWith: number | null = null;
  onopen = () => {};
  onclose = () => {};
  onerror = () => {};
  onmessage: (event: { data: string }) => void = () => {};

  accept(): void {
    this.readyState = Peer.OPEN;
    this.onopen();
  }

  say(message: object): void {
    this.onmessage({ data: JSON.stringify(message) });
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text) as { type: string });
  }

  close(code: number): void {
    this.readyState = Peer.CLOSED;
    this.closedWith = code;
  }
}
