import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { showPushes } from './push-worker.ts';

const ORIGIN = 'https://demo.example';
const CONTENT = {
  title: 'Cranes',
  body: 'A person entered Crane 1.',
  path: '/people/a',
  tag: 'n1',
  at: 5,
  language: 'en',
};

test('a push is shown as it came, in place of what was told of the same before', async () => {
  const { fire, shown } = installed();
  await fire('push', { data: { json: () => CONTENT } });
  const { title, body, path, tag, at, language } = CONTENT;
  const icon = '/icons/any-192.png';
  const options = { body, tag, renotify: true, timestamp: at, lang: language, icon, data: path };
  assert.deepEqual(plain(shown), [[title, options]]);
});

test('for a push that says nothing readable something is shown all the same', async () => {
  const unreadable = () => {
    throw new SyntaxError('no JSON');
  };
  for (const data of [null, { json: unreadable }, { json: () => null }, { json: () => ({ title: 7, tag: '' }) }]) {
    const { fire, shown } = installed();
    await fire('push', { data });
    assert.equal(plain(shown)[0]?.[0], 'Trekker');
  }
});

test('a click opens the page, or brings the one to the front that shows it, and never leads elsewhere', async () => {
  const lead = async (path: unknown, open: readonly string[] = []) => {
    const { fire, did } = installed(open);
    await fire('notificationclick', { notification: { data: path, close: () => did.push('closed') } });
    return did.join(' ');
  };
  assert.equal(await lead('/people/a'), `closed opened ${ORIGIN}/people/a`);
  assert.equal(await lead('/people/a', [`${ORIGIN}/musters/m`]), `closed opened ${ORIGIN}/people/a`);
  assert.equal(await lead('/people/a', [`${ORIGIN}/people/a`]), `closed focused ${ORIGIN}/people/a`);
  for (const path of ['//evil.example/', 'https://evil.example/', '/\\evil.example', 'javascript:alert(1)', null, 7]) {
    assert.equal(await lead(path), `closed opened ${ORIGIN}/`, String(path));
  }
});

test('a browser that lost its subscription takes another, and open pages are told', async () => {
  const { fire, did } = installed([`${ORIGIN}/map`]);
  await fire('pushsubscriptionchange', { oldSubscription: { options: { key: 'k' } } });
  await fire('pushsubscriptionchange', { newSubscription: {} });
  assert.deepEqual(did, ['subscribed {"key":"k"}', 'told push-changed', 'told push-changed']);
});

/** Runs the text that browsers are sent, where nothing of this file can be reached. */
function installed(open: readonly string[] = []) {
  const listeners = new Map<string, (event: any) => void>();
  const shown: [string, object][] = [];
  const did: string[] = [];
  const pages = open.map((url) => ({
    url,
    focus: async () => did.push(`focused ${url}`),
    postMessage: ({ kind }: { kind: string }) => did.push(`told ${kind}`),
  }));
  const scope = {
    location: { origin: ORIGIN },
    registration: {
      pushManager: { subscribe: async (options: object) => did.push(`subscribed ${JSON.stringify(options)}`) },
      showNotification: async (title: string, options: object) => void shown.push([title, options]),
    },
    clients: { matchAll: async () => pages, openWindow: async (url: string) => did.push(`opened ${url}`) },
    addEventListener: (type: string, listener: (event: any) => void) => void listeners.set(type, listener),
  };
  runInContext(`(${showPushes.toString()})(self)`, createContext({ self: scope, URL }));
  return {
    shown,
    did,
    async fire(type: string, event: object): Promise<void> {
      const work: Promise<unknown>[] = [];
      listeners.get(type)?.({ ...event, waitUntil: (promise: Promise<unknown>) => work.push(promise) });
      await Promise.all(work);
    },
  };
}

/** Without the prototypes of the context it was made in. */
function plain(value: readonly [string, object][]): [string, object][] {
  return JSON.parse(JSON.stringify(value));
}
