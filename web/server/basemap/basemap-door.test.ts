import assert from 'node:assert/strict';
import { once } from 'node:events';
import { copyFile, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, suite, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { Compression, TileType } from 'pmtiles';
import { createBasemapDoor } from './basemap-door.ts';
import { createBasemapFile, type BasemapFile } from './basemap-file.ts';
import { packed, writeArchive, type WrittenTile } from './testing/write-archive.ts';

const TILE: WrittenTile = { z: 3, x: 4, y: 2, bytes: Buffer.from('a coast, '.repeat(50)) };
const GZIP = { 'accept-encoding': 'gzip, br' };

suite('the basemap door', () => {
  let folder: string;
  let file: BasemapFile;
  let server: Server;
  let signedIn = true;
  let now = 0;
  const told: string[] = [];
  const log = { info: () => {}, error: (_about: object, message: string) => void told.push(message) };
  const path = () => join(folder, 'map.pmtiles');
  const write = (bytes: Uint8Array) => writeFile(path(), bytes);

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'basemap-'));
    server = createServer((incoming, response) => {
      const about = { origin: 'http://own.example', isSignedIn: async () => signedIn };
      createBasemapDoor(file)(incoming, response, about).catch(() => response.destroy());
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  after(async () => {
    server.close();
    await file.close();
    await rm(folder, { recursive: true });
  });
  beforeEach(async () => {
    signedIn = true;
    told.length = 0;
    await file?.close();
    file = createBasemapFile({ path: path(), named: true, called: 'VARIABLE "map.pmtiles"' }, log, () => now);
    await write(writeArchive({ tiles: [TILE], metadata: { attribution: '<b>We</b>' } }));
  });

  async function ask(target: string, headers: Record<string, string> = {}, method = 'GET') {
    const { port } = server.address() as AddressInfo;
    // The path goes out as it is written, with its dots.
    const outgoing = request({ host: '127.0.0.1', port, path: target, method, headers, agent: false });
    outgoing.end();
    const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(chunk);
    return { status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) };
  }

  test('serves a tile as it is stored, with what browsers need to keep it', async () => {
    const { status, headers, body } = await ask('/basemap/tiles/3/4/2', GZIP);
    assert.deepEqual([status, body], [200, packed(TILE.bytes, Compression.Gzip)]);
    assert.equal(headers['content-type'], 'application/vnd.mapbox-vector-tile');
    assert.equal(headers['content-encoding'], 'gzip');
    assert.equal(headers['content-length'], String(body.length));
    assert.equal(headers['cache-control'], 'private, max-age=86400');
    assert.equal(headers['vary'], 'accept-encoding');
    assert.equal(headers['cross-origin-resource-policy'], 'same-origin');
    const { etag = '' } = headers;
    for (const known of [etag, `W/${etag}`, `"x", ${etag}`]) {
      const again = await ask('/basemap/tiles/3/4/2', { ...GZIP, 'if-none-match': known });
      assert.deepEqual([again.status, again.body.length, again.headers.etag], [304, 0, etag], known);
    }
    assert.equal((await ask('/basemap/tiles/3/4/2', { ...GZIP, 'if-none-match': '"other"' })).status, 200);
  });

  test('unpacks a tile for who does not take its packing', async () => {
    const stored = await ask('/basemap/tiles/3/4/2', GZIP);
    for (const accepted of [{}, { 'accept-encoding': 'br, gzip;q=0' }]) {
      const { headers, body } = await ask('/basemap/tiles/3/4/2', accepted);
      assert.deepEqual([headers['content-encoding'], body], [undefined, TILE.bytes]);
      assert.notEqual(headers.etag, stored.headers.etag);
    }
    assert.deepEqual(gunzipSync(stored.body), TILE.bytes);
  });

  test('unpacks no tile that would fill the memory', async () => {
    await replace(writeArchive({ tiles: [{ ...TILE, bytes: Buffer.alloc(64 * 1024 * 1024 + 1) }] }));
    assert.equal((await ask('/basemap/tiles/3/4/2', GZIP)).status, 200);
    await assert.rejects(ask('/basemap/tiles/3/4/2'), /socket hang up/);
  });

  test('answers HEAD as GET without the body, and no other method', async () => {
    const whole = await ask('/basemap/tiles/3/4/2', GZIP);
    const { status, headers, body } = await ask('/basemap/tiles/3/4/2', GZIP, 'HEAD');
    assert.deepEqual([status, body.length], [200, 0]);
    assert.deepEqual({ ...headers, date: '' }, { ...whole.headers, date: '' });
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      assert.equal((await ask('/basemap/tiles/3/4/2', {}, method)).status, 405, method);
    }
  });

  test('says of a tile it lacks that it is empty; of a picture, that there is none', async () => {
    assert.equal((await ask('/basemap/tiles/3/4/3')).status, 204);
    assert.equal((await ask('/basemap/tiles/9/4/3')).status, 204);
    await replace(writeArchive({ tiles: [TILE], tileType: TileType.Png, tileCompression: Compression.None }));
    assert.equal((await ask('/basemap/tiles/3/4/3')).status, 404);
    const { headers, body } = await ask('/basemap/tiles/3/4/2', GZIP);
    assert.deepEqual(
      [headers['content-type'], headers['content-encoding'], body],
      ['image/png', undefined, TILE.bytes],
    );
  });

  test('refuses coordinates of no tile, and never takes a path from who asks', async () => {
    for (const bad of ['3/8/0', '3/0/8', '27/0/0', '-1/0/0', '3/4/2.5', '3/04/2', '3/4/2.png', '3/4/0x2', 'a/b/c']) {
      assert.equal((await ask(`/basemap/tiles/${bad}`)).status, 400, bad);
    }
    await copyFile(path(), join(folder, 'other.pmtiles'));
    const paths = [
      '/basemap/',
      '/basemap/tiles',
      '/basemap/other.pmtiles',
      '/basemap/tiles/../other.pmtiles',
      '/basemap/tiles/3/4/2/..%2fx',
    ];
    const more = [
      '/basemap/style/blue.json',
      '/basemap/style/..%2f..%2fetc%2fpasswd',
      '/basemap//etc/passwd',
      '/basemap/tiles/%2e%2e/0/0',
    ];
    for (const other of [...paths, ...more]) assert.equal((await ask(other)).status, 404, other);
  });

  test('gives nothing to who is not signed in', async () => {
    signedIn = false;
    for (const target of ['/basemap/tiles/3/4/2', '/basemap/style/light.json']) {
      const { status, body, headers } = await ask(target);
      assert.deepEqual([status, body.length, headers['cache-control']], [401, 0, 'no-store'], target);
    }
  });

  test('serves the style of each theme, in the language of the viewer, with tiles of this file', async () => {
    const read = async (target: string, headers = {}) => {
      const answer = await ask(target, headers);
      return { ...answer, style: JSON.parse(answer.body.toString()) };
    };
    const light = await read('/basemap/style/light.json');
    assert.equal(light.headers['cache-control'], 'private, no-cache');
    assert.equal(light.style.sources.basemap.attribution, 'We');
    const [tiles] = light.style.sources.basemap.tiles;
    assert.match(tiles, /^http:\/\/own\.example\/basemap\/tiles\/\{z\}\/\{x\}\/\{y\}\?v=[\w-]+$/);
    assert.notDeepEqual((await read('/basemap/style/dark.json')).style, light.style);
    const etag = light.headers.etag ?? '';
    assert.equal((await ask('/basemap/style/light.json', { 'if-none-match': etag })).status, 304);
    const layers = ['earth', 'water', 'roads'].map((id) => ({ id }));
    await replace(writeArchive({ tiles: [TILE], metadata: { vector_layers: layers } }));
    const german = await read('/basemap/style/light.json', { cookie: 'a=b; trekker-language=de' });
    assert.ok(german.body.includes('name:de'));
    assert.ok((await ask('/basemap/style/light.json', { 'accept-language': 'en' })).body.includes('name:en'));
  });

  test('takes a file that replaces the one before, with other tiles at another address', async () => {
    const style = async () => JSON.parse((await ask('/basemap/style/light.json')).body.toString());
    const before = await style();
    const other = { ...TILE, bytes: Buffer.from('another coast') };
    await replace(writeArchive({ tiles: [other] }));
    assert.deepEqual((await ask('/basemap/tiles/3/4/2')).body, other.bytes);
    assert.notDeepEqual((await style()).sources.basemap.tiles, before.sources.basemap.tiles);
    assert.deepEqual(told, []);
  });

  test('says what is wrong with a bad file, once, and goes on when it is mended', async () => {
    const whole = writeArchive({ tiles: [TILE] });
    await replace(whole.subarray(0, -10));
    for (const target of ['/basemap/tiles/3/4/2', '/basemap/style/light.json']) {
      assert.equal((await ask(target)).status, 503);
    }
    assert.equal(told.length, 1);
    assert.match(told[0] ?? '', /^VARIABLE "map\.pmtiles" cannot be the basemap, maps show bare ground: it is cut off/);
    await rm(path());
    now += 5_000;
    assert.equal((await ask('/basemap/tiles/3/4/2')).status, 503);
    assert.match(told[1] ?? '', /ENOENT: no such file/);
    await replace(whole);
    assert.equal((await ask('/basemap/tiles/3/4/2')).status, 200);
    assert.equal(told.length, 2);
  });

  test('finds a file that nobody named once it is there, and says nothing while it is not', async () => {
    await file.close();
    file = createBasemapFile({ path: path(), named: false, called: 'basemap.pmtiles' }, log, () => now);
    await rm(path());
    assert.equal(await file.find(), null);
    assert.equal((await ask('/basemap/style/light.json')).status, 404);
    await replace(writeArchive({ tiles: [TILE] }));
    assert.equal((await ask('/basemap/tiles/3/4/2')).status, 200);
    assert.deepEqual(told, []);
  });

  test('takes no folder for a file', async () => {
    await file.close();
    file = createBasemapFile({ path: folder, named: true, called: 'VARIABLE "maps"' }, log, () => now);
    assert.equal((await ask('/basemap/style/light.json')).status, 503);
    assert.match(told[0] ?? '', /VARIABLE "maps" cannot be the basemap, maps show bare ground: it is no file/);
  });

  /** As an operator should: the new file takes the place of the old one at once. */
  async function replace(bytes: Uint8Array): Promise<void> {
    const fresh = join(folder, 'fresh');
    await writeFile(fresh, bytes);
    await rename(fresh, path());
    now += 5_000;
  }
});
