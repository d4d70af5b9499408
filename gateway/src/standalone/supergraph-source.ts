import { readFile, stat } from 'node:fs/promises';

/** Where a supergraph is had, and had again when it changes. */
export interface SupergraphSource {
  /** As an operator would write it, without credentials. */
  readonly where: string;
  /** Time in milliseconds after which it is worth asking again. */
  readonly pollMs: number;
  /** The supergraph's SDL, or null when it is as it was the last time. Fails when it cannot be had. */
  read(signal: AbortSignal): Promise<string | null>;
}

/** A file is looked at so often; that costs nothing. */
const FILE_POLL_MS = 500;
const LONGEST_FETCH_MS = 30_000;

/** @param where path of a file or an address that begins with http:// or https://. */
export function supergraphSource(where: string, { pollMs }: { readonly pollMs: number }): SupergraphSource {
  const url = /^https?:\/\//.test(where) ? URL.parse(where) : null;
  return url ? fromUrl(url, pollMs) : fromFile(where);
}

function fromFile(path: string): SupergraphSource {
  let seen = '';
  return {
    where: path,
    pollMs: FILE_POLL_MS,
    async read() {
      const { mtimeMs, size, ino } = await stat(path);
      const version = `${mtimeMs} ${size} ${ino}`;
      if (version === seen) return null;
      const sdl = await readFile(path, 'utf8');
      seen = version;
      return sdl;
    },
  };
}

function fromUrl(url: URL, pollMs: number): SupergraphSource {
  let etag: string | null = null;
  let seen: string | null = null;
  return {
    where: `${url.origin}${url.pathname}`,
    pollMs,
    async read(signal) {
      const response = await fetch(url, {
        headers: etag === null ? {} : { 'if-none-match': etag },
        signal: AbortSignal.any([signal, AbortSignal.timeout(LONGEST_FETCH_MS)]),
      });
      if (response.status === 304) return null;
      if (!response.ok) throw new Error(`${url.origin} answered ${response.status}`);
      const sdl = await response.text();
      etag = response.headers.get('etag');
      if (sdl === seen) return null;
      seen = sdl;
      return sdl;
    },
  };
}
