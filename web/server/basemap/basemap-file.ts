import { stat } from 'node:fs/promises';
import { openArchive, type Archive } from './archive.ts';

/** Where the operator's archive lies. */
export interface BasemapPlace {
  readonly path: string;
  /** Whether the operator named it; a place that was not named may be empty. */
  readonly named: boolean;
  /** How messages call it, for example `TREKKER_WEB_BASEMAP_FILE "/maps/site.pmtiles"`. */
  readonly called: string;
}

/** An archive as it was found. */
export interface FoundArchive {
  /** Changes when the file does. */
  readonly version: string;
  /** Null where the file cannot be used. */
  readonly archive: Archive | null;
}

/** The operator's archive, also when the file is replaced, mended, or laid there later. */
export interface BasemapFile {
  /** The archive of this moment; null where none is named and none found. */
  find(): Promise<FoundArchive | null>;
  close(): Promise<void>;
}

/** How often the file is looked at, at most. */
const LOOK_MS = 5_000;

/** @param log told of each state that the file gets into, once. @param now milliseconds, for tests. */
export function createBasemapFile(
  place: BasemapPlace,
  log: { info(about: object, message: string): void; error(about: object, message: string): void },
  now: () => number = () => performance.now(),
): BasemapFile {
  let found: FoundArchive | null = null;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | null = null;
  let closed = false;

  async function look(): Promise<void> {
    const version = await versionOf(place.path);
    lookedAt = now();
    if (closed || version === found?.version) return;
    const before = found;
    if (version === ABSENT && !place.named) found = null;
    else found = { version, archive: await open(version) };
    await before?.archive?.close();
  }

  async function open(version: string): Promise<Archive | null> {
    try {
      if (version === NO_FILE) throw new Error('it is no file');
      const archive = await openArchive(place.path);
      log.info({}, `the basemap is ${place.called}`);
      return archive;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      log.error({}, `${place.called} cannot be the basemap, maps show bare ground: ${reason}`);
      return null;
    }
  }

  return {
    async find() {
      if (!closed && now() - lookedAt >= LOOK_MS) {
        looking ??= look().finally(() => {
          looking = null;
        });
        await looking;
      }
      return found;
    },
    async close() {
      closed = true;
      await looking;
      await found?.archive?.close();
      found = null;
    },
  };
}

const ABSENT = 'absent';
const NO_FILE = 'no file';

/** Tells a file from the one that was there before. */
async function versionOf(path: string): Promise<string> {
  try {
    const stats = await stat(path);
    if (!stats.isFile()) return NO_FILE;
    return [stats.ino, stats.size, Math.round(stats.mtimeMs)].map((part) => part.toString(36)).join('-');
  } catch {
    return ABSENT;
  }
}
