import { readFile, stat } from 'node:fs/promises';
import { ConfigurationError, type Clock, type Logger } from '@trekker/kit';
import { readManifest } from './read-manifest.ts';

/** Documents that were written down when a client was built. */
export interface TrustedDocuments {
  /** The text of an id, or undefined. Looks once a second at most whether the manifests have changed. */
  find(id: string): Promise<string | undefined>;
  /** Every text that is known now. */
  texts(): Iterable<string>;
}

/** Where manifests come from. */
export interface TrustedDocumentsOptions {
  /** Manifests; of several releases of a client at once, for example. */
  readonly files: readonly string[];
  readonly clock: Clock;
  readonly log: Logger;
}

/** How often an unknown id may make us look at the files. */
const LOOK_EVERY_MS = 1_000;

/** Reads manifests and follows their changes. Fails when one cannot be read; a later version that is bad is left alone. */
export async function openTrustedDocuments(options: TrustedDocumentsOptions): Promise<TrustedDocuments> {
  const { files, clock, log } = options;
  let seen = await versionOf(files);
  let known = await readAll(files);
  let lookedAt = clock.now();
  let looking: Promise<void> | null = null;

  async function look(): Promise<void> {
    try {
      const version = await versionOf(files);
      if (version === seen) return;
      known = await readAll(files);
      seen = version;
      log.info({ documents: known.size }, 'the trusted documents have changed');
    } catch (failure) {
      log.error({ err: failure }, 'the new trusted documents are not usable; those before stay');
    }
  }

  return {
    async find(id) {
      const text = known.get(id);
      if (text !== undefined || files.length === 0) return text;
      if (!looking && clock.now() - lookedAt >= LOOK_EVERY_MS) {
        lookedAt = clock.now();
        looking = look().finally(() => (looking = null));
      }
      await looking;
      return known.get(id);
    },
    texts: () => known.values(),
  };
}

async function readAll(files: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const manifests = await Promise.all(files.map(async (file) => readManifest(await textOf(file), file)));
  return new Map(manifests.flatMap((manifest) => [...manifest]));
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (failure) {
    throw new ConfigurationError([`the trusted documents of ${file} cannot be read: ${(failure as Error).message}`]);
  }
}

/** Tells whether anything has changed. */
async function versionOf(files: readonly string[]): Promise<string> {
  const states = await Promise.all(files.map((file) => stat(file).catch(() => null)));
  return states.map((state) => (state ? `${state.mtimeMs} ${state.size}` : 'none')).join();
}
