import { readFile, rename, writeFile } from 'node:fs/promises';

/** Up to which instant the server has what each tracker recorded, kept over restarts. */
export interface ProgressFile {
  /** Unix milliseconds of the newest acknowledged fix; null when there is none. */
  reached(identifier: string): number | null;
  /** Notes an acknowledged fix; on disk within a second or so. */
  note(identifier: string, recordedAt: number): void;
  /** Writes what was noted. Nothing may be noted afterwards. */
  close(): Promise<void>;
}

const SAVE_EVERY_MS = 1_000;

/**
 * Opens the file or begins a new one. After a crash it may be a second behind, so that some fixes are sent twice, which
 * does no harm.
 */
export async function openProgressFile(path: string): Promise<ProgressFile> {
  const reached = new Map<string, number>(Object.entries(await readOrEmpty(path)));
  let saving: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const save = () => {
    timer = undefined;
    const written = saving.then(() => replaceFile(path, JSON.stringify(Object.fromEntries(reached))));
    saving = written.catch(() => {});
    return written;
  };
  return {
    reached: (identifier) => reached.get(identifier) ?? null,
    note(identifier, recordedAt) {
      reached.set(identifier, Math.max(recordedAt, reached.get(identifier) ?? recordedAt));
      timer ??= setTimeout(() => void save().catch(() => {}), SAVE_EVERY_MS); // tried again, and told of when closed
    },
    async close() {
      clearTimeout(timer);
      await save();
    },
  };
}

async function readOrEmpty(path: string): Promise<Record<string, number>> {
  const text = await readFile(path, 'utf8').catch((failure: unknown) => {
    if (failure instanceof Error && 'code' in failure && failure.code === 'ENOENT') return '{}';
    throw failure;
  });
  return JSON.parse(text) as Record<string, number>;
}

/** The file has the old content or the new, never part of one. */
async function replaceFile(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text, { mode: 0o600 });
  await rename(`${path}.new`, path);
}
