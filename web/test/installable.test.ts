import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { createWeb, webOptions, type WebConfig, type WebService } from '../server/index.ts';

suite('the web app as something to install', () => {
  let web: WebService;

  before(async () => {
    const config = Object.fromEntries(Object.entries(webOptions).map(([name, option]) => [name, option.default]));
    const log = { info: () => {}, error: () => {} };
    // Nothing of it asks the API.
    const deps = { log, gatewayUrl: () => 'http://127.0.0.1:1/graphql', devicePort: () => 5055 };
    web = createWeb({ ...(config as WebConfig), port: 0 }, deps);
    await web.start();
  });
  after(() => web.stop());

  const ask = (path: string, init: RequestInit = {}) => fetch(new URL(path, web.address()), init);
  const manifestFor = async (headers: Record<string, string>): Promise<any> =>
    (await ask('/manifest.webmanifest', { headers })).json();

  test('the manifest speaks the language and wears the look of who asks', async () => {
    const english = await manifestFor({ 'accept-language': 'en-GB' });
    assert.deepEqual([english.name, english.lang, english.theme_color], ['Trekker', 'en', '#ffffff']);
    assert.deepEqual(
      english.shortcuts.map(({ name, url }: any) => [name, url]),
      [
        ['Map', '/map'],
        ['Headcount', '/headcount'],
        ['Mustering', '/musters'],
      ],
    );
    const german = await manifestFor({ cookie: 'trekker-language=de; trekker-theme=dark', 'accept-language': 'en' });
    assert.deepEqual([german.lang, german.theme_color, german.background_color], ['de', '#121b20', '#0b1115']);
    assert.deepEqual(
      german.shortcuts.map(({ name }: any) => name),
      ['Karte', 'Anwesend', 'Räumung'],
    );
  });

  test('every icon has the size that the manifest says', async () => {
    const { icons, shortcuts } = await manifestFor({});
    assert.deepEqual(new Set(icons.map(({ purpose }: any) => purpose)), new Set(['any', 'maskable']));
    for (const { src, sizes } of [...icons, ...shortcuts.flatMap(({ icons }: any) => icons)]) {
      const png = Buffer.from(await (await ask(src)).arrayBuffer());
      assert.equal(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`, sizes, src);
    }
  });

  test('the worker names the build of the pages, is never kept by the browser, and may ask its own host only', async () => {
    const { headers, status, text } = await read('/service-worker.js');
    assert.deepEqual([status, headers.get('cache-control')], [200, 'no-cache']);
    assert.equal(headers.get('content-security-policy'), "default-src 'none'; connect-src 'self'");
    const build = await readFile(join(dirname(import.meta.dirname), '.next/BUILD_ID'), 'utf8');
    assert.ok(text.includes(JSON.stringify(build.trim())));
    assert.match((await read('/sign-in')).text, new RegExp(build.trim()));
    assert.equal((await ask('/service-worker.js', { method: 'POST' })).status, 405);
  });

  test('the page for the time without a network is whole in itself, in each language', async () => {
    for (const [tag, title] of [
      ['en', 'You are offline'],
      ['de', 'Keine Verbindung'],
    ]) {
      const { headers, text } = await read(`/offline/${tag}`);
      assert.match(
        headers.get('content-security-policy') ?? '',
        /^default-src 'none'; connect-src 'self'; script-src 'sha256-[^ ]+'; style-src 'sha256-/,
      );
      assert.match(text, new RegExp(`<html lang="${tag}"[^]*<h1>${title}</h1>`));
      assert.doesNotMatch(text, /(src|href)="[^"]/);
    }
    assert.equal((await ask('/offline/fr')).status, 404);
  });

  async function read(path: string) {
    const { headers, status, ...answer } = await ask(path).then(async (response) => ({
      headers: response.headers,
      status: response.status,
      text: await response.text(),
    }));
    return { headers, status, text: answer.text };
  }
});
