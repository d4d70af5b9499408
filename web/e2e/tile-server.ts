import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The one colour of the tiles: red, green, blue. */
export const TILE_COLOUR = [200, 120, 200] as const;
const TILE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mM4UXECAAQUAglrz7OSAAAAAElFTkSuQmCC',
  'base64',
);

/** A server of maps as an operator may have it, on a port of its own. */
export interface TileServer extends AsyncDisposable {
  /** Where it answers, without a final slash. */
  readonly origin: string;
  /** Paths it was asked for. */
  readonly asked: string[];
}

/** Starts one with a style at `/style.json`, and one whose tiles are described nowhere at `/empty.json`. */
export async function startTileServer(): Promise<TileServer> {
  const asked: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    response.setHeader('access-control-allow-origin', '*');
    const sources = sourcesAt(url, origin);
    if (url.endsWith('.png')) {
      response.setHeader('content-type', 'image/png').end(TILE);
      return;
    }
    if (!sources) {
      response.writeHead(404).end();
      return;
    }
    const layers = [{ id: 'world', type: 'raster', source: 'world' }];
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ version: 8, sources, layers }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // It listens on a port, which is what its address is then.
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function sourcesAt(url: string, origin: string): object | null {
  const source = { type: 'raster', tileSize: 256 };
  if (url === '/style.json')
    return { world: { ...source, tiles: [`${origin}/{z}/{x}/{y}.png`], attribution: 'Our own map' } };
  if (url === '/empty.json') return { world: { ...source, url: `${origin}/nowhere.json` } };
  return null;
}
