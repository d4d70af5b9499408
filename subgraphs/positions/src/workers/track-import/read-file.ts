import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

import { readTrackFile, type ReadTrackOptions } from '@trekker/protocols';

import { slicesOf, summaryOf, type FileSummary, type PlacedPoint } from './file-slices.ts';

/** A file that is being read. */
export interface FileReading extends AsyncDisposable {
  readonly summary: FileSummary;
  /** The next good points, or null at the end. */
  next(): Promise<readonly PlacedPoint[] | null>;
}

/** Up to here reading takes no longer than starting a thread for it, in bytes. */
const READ_AT_ONCE_BYTES = 262_144;
/** How much memory a thread may take for one file, in MiB. */
const MOST_THREAD_MB = 2_048;

/**
 * Reads a file with recorded tracks, a large one in a thread of its own, so that devices are answered meanwhile. Fails
 * where it does not fit into the memory of a thread.
 */
export async function readFile(bytes: Uint8Array, options: ReadTrackOptions): Promise<FileReading> {
  if (bytes.length <= READ_AT_ONCE_BYTES) return readAtOnce(bytes, options);
  const thread = new Worker(new URL('./reading-thread.ts', import.meta.url), {
    workerData: { bytes, options },
    resourceLimits: { maxOldGenerationSizeMb: MOST_THREAD_MB },
  });
  const heard = async <T>() => (await once(thread, 'message'))[0] as T; // the thread sends summary, then slices
  try {
    const summary = await heard<FileSummary>();
    return {
      summary,
      async next() {
        thread.postMessage('next'); // eslint-disable-line unicorn/require-post-message-target-origin -- threads have no origin
        return heard<readonly PlacedPoint[] | null>();
      },
      [Symbol.asyncDispose]: async () => void (await thread.terminate()),
    };
  } catch (failure) {
    await thread.terminate();
    throw failure;
  }
}

function readAtOnce(bytes: Uint8Array, options: ReadTrackOptions): FileReading {
  const file = readTrackFile(bytes, options);
  const slices = slicesOf(file);
  return {
    summary: summaryOf(file),
    next: async () => slices.next().value ?? null,
    [Symbol.asyncDispose]: async () => {},
  };
}
