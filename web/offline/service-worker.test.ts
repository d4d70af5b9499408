import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { serveOffline } from './service-worker.ts';

const ORIGIN = 'https://demo.example';

test('keeps what a build names and asks the server for it once', async () => {
  const { ask, asked, stored } = await installed('one');
  assert.equal(await ask('/_next/static/chunks/a.js'), 'of the server: /_next/static/chunks/a.js');
  assert.equal(await ask('/_next/static/chunks/a.js'), 'of the server: /_next/static/chunks/a.js');
  assert.deepEqual(asked, ['/_next/static/chunks/a.js']);
  assert.deepEqual(stored('trekker-assets-one'), ['/_next/static/chunks/a.js']);
});

test('leaves everything else to the browser, and keeps none of it', async () => {
  const { ask, stored } = await installed('one');
  for (const path of [
    '/graphql',
    '/api/token',
    '/api/session',
    '/icons/any-96.png',
    '/manifest.webmanifest',
    '/map?_rsc=1',
  ]) {
    assert.equal(await ask(path), 'not answered', path);
  }
  assert.equal(await ask('/_next/static/chunks/a.js', { method: 'POST' }), 'not answered');
  assert.equal(await ask('https://other.example/_next/static/a.js'), 'not answered');
  assert.equal(await ask('/map', { mode: 'navigate' }), 'of the server: /map');
  assert.deepEqual(stored('trekker-assets-one'), []);
  assert.deepEqual(stored('trekker-offline-one'), ['/offline/en', '/offline/de']);
});

test('says offline in the language somebody chose, else in that of the browser', async () => {
  const worker = await installed('one');
  worker.cutNetwork();
  assert.equal(await worker.ask('/people', { mode: 'navigate' }), 'of the server: /offline/de');
  worker.choose('en');
  assert.equal(await worker.ask('/people', { mode: 'navigate' }), 'of the server: /offline/en');
  await assert.rejects(async () => worker.ask('/_next/static/chunks/b.js'));
});

test('takes over from the build before, whose files stay, forgets older ones and tells open pages', async () => {
  const browser = createBrowser();
  for (const build of ['one', 'two', 'three']) await install(browser, build);
  assert.deepEqual([...browser.kept.keys()].toSorted(), [
    'trekker-assets-three',
    'trekker-assets-two',
    'trekker-offline-three',
  ]);
  assert.deepEqual(browser.told, ['one', 'two', 'three']);
});

test('keeps no answer that is a failure', async () => {
  const { ask, stored } = await installed('one');
  assert.equal(await ask('/_next/static/gone.js'), 'none');
  assert.deepEqual(stored('trekker-assets-one'), []);
});

/** What of a browser outlives a worker. */
function createBrowser() {
  const kept = new Map<string, Map<string, Response>>();
  const browser = {
    kept,
    told: [] as string[],
    asked: [] as string[],
    online: true,
    language: undefined as string | undefined,
  };
  const pathOf = (request: Request | string) =>
    new URL(typeof request === 'string' ? request : request.url, ORIGIN).pathname;
  const fetch = async (request: Request | string) => {
    if (!browser.online) throw new TypeError('no network');
    const path = pathOf(request);
    browser.asked.push(path);
    return path.endsWith('gone.js') ? new Response('none', { status: 404 }) : new Response(`of the server: ${path}`);
  };
  const open = async (name: string) => {
    const cache = kept.get(name) ?? new Map<string, Response>();
    kept.set(name, cache);
    return {
      addAll: async (paths: string[]) => {
        for (const path of paths) cache.set(path, await fetch(path));
      },
      put: async (request: Request, response: Response) => void cache.set(pathOf(request), response),
      match: async (path: string) => cache.get(path)?.clone(),
    };
  };
  const caches = {
    open,
    keys: async () => [...kept.keys()],
    delete: async (name: string) => kept.delete(name),
    match: async (request: Request) =>
      [...kept.values()]
        .map((cache) => cache.get(pathOf(request)))
        .find(Boolean)
        ?.clone(),
  };
  return Object.assign(browser, { fetch, caches });
}

/** Runs the text that browsers are sent, where nothing of this file can be reached, and lets it take over. */
async function install(browser: ReturnType<typeof createBrowser>, build: string) {
  const listeners = new Map<string, (event: any) => void>();
  const scope = {
    fetch: browser.fetch,
    caches: browser.caches,
    location: { origin: ORIGIN },
    navigator: { languages: ['fr-FR', 'de-AT'] },
    registration: {},
    cookieStore: { get: async () => (browser.language ? { value: browser.language } : null) },
    clients: {
      claim: async () => {},
      matchAll: async () => [{ postMessage: (message: any) => browser.told.push(message.build) }],
    },
    skipWaiting: async () => {},
    addEventListener: (type: string, listener: (event: any) => void) => void listeners.set(type, listener),
  };
  const settings = JSON.stringify({ build, languages: ['en', 'de'], languageCookie: 'language' });
  runInContext(`(${serveOffline.toString()})(self, ${settings})`, createContext({ self: scope, URL, Response }));
  for (const type of ['install', 'activate']) {
    const work: Promise<unknown>[] = [];
    listeners.get(type)?.({ waitUntil: (promise: Promise<unknown>) => work.push(promise) });
    await Promise.all(work);
  }
  return listeners;
}

async function installed(build: string) {
  const browser = createBrowser();
  const listeners = await install(browser, build);
  browser.asked.length = 0;
  return {
    asked: browser.asked,
    stored: (name: string) => [...(browser.kept.get(name)?.keys() ?? [])],
    cutNetwork: () => void (browser.online = false),
    choose: (language: string) => void (browser.language = language),
    /** The text of the worker's answer. */
    async ask(path: string, { method = 'GET', mode = 'cors' } = {}): Promise<string> {
      const work: Promise<unknown>[] = [];
      let answer: Promise<Response> | undefined;
      listeners.get('fetch')?.({
        request: { url: new URL(path, ORIGIN).href, method, mode },
        respondWith: (response: Promise<Response>) => void (answer = response),
        waitUntil: (promise: Promise<unknown>) => work.push(promise),
      });
      const text = await (await answer)?.text();
      await Promise.all(work);
      return text ?? 'not answered';
    },
  };
}
