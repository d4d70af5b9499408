import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder that stands for a repository in the tests of a check; disposing removes it. */
export interface TemporaryRepository extends AsyncDisposable {
  /** Absolute path of the folder. */
  readonly root: string;
  /** Adds or replaces files, given by path relative to the root. */
  write(files: Readonly<Record<string, string>>): Promise<void>;
  /** Removes a file or folder. */
  remove(path: string): Promise<void>;
}

/** Makes a folder with these files. */
export async function temporaryRepository(files: Readonly<Record<string, string>>): Promise<TemporaryRepository> {
  const root = await mkdtemp(join(tmpdir(), 'trekker-scripts-'));
  const repository: TemporaryRepository = {
    root,
    async write(added) {
      for (const [path, text] of Object.entries(added)) {
        await mkdir(dirname(join(root, path)), { recursive: true });
        await writeFile(join(root, path), text);
      }
    },
    remove: (path) => rm(join(root, path), { recursive: true }),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
  await repository.write(files);
  return repository;
}
