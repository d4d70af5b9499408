import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const LIBRARY = /\/maplibre-gl\/dist\/([a-z-]+\.(?:mjs|css))$/;

const PAGE = `<!doctype html><meta charset="utf-8"><title>map</title>
<style>html, body, #map { margin: 0; width: 100%; height: 100% }</style>
<script type="importmap">{ "imports": { "maplibre-gl": "/maplibre-gl/dist/maplibre-gl.mjs",
  "maplibre-gl/dist/maplibre-gl.css": "/none.css" } }</script>
<div id="map"></div><script type="module" src="/bench/map/page.ts"></script>`;

/** Serves the sources of the map to a browser as they are, without a bundler: types are taken off on the way. */
export async function serveMap(): Promise<{ url: string } & AsyncDisposable> {
  const server = createServer((request, response) => {
    contentOf(new URL(request.url ?? '/', 'http://localhost').pathname).then(
      ({ type, body }) => response.writeHead(200, { 'content-type': type }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  // A listening TCP server has an address and port.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function contentOf(path: string): Promise<{ type: string; body: string | Buffer }> {
  const [, library] = LIBRARY.exec(path) ?? [];
  if (path === '/') return { type: 'text/html', body: PAGE };
  if (library)
    return { type: 'text/javascript', body: await readFile(join(ROOT, 'node_modules/maplibre-gl/dist', library)) };
  if (path === '/none.css') return { type: 'text/javascript', body: '' };
  if (!/^\/(?:web|bench)\/[\w/.-]+\.ts$/.test(path) || path.includes('..')) throw new Error(`nothing at ${path}`);
  const source = await readFile(join(ROOT, path), 'utf8');
  return { type: 'text/javascript', body: stripTypeScriptTypes(source) };
}
