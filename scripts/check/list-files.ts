import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Folders that hold nothing written by hand. */
const SKIPPED = new Set([
  'node_modules',
  '__generated__',
  '.git',
  '.next',
  '.trekker',
  '.turbo',
  'test-results',
  'playwright-report',
  'results',
]);

/** Paths of the hand-written files below `root` that `wanted` accepts, relative, with `/`, sorted. */
export async function listFiles(root: string, wanted: (path: string) => boolean): Promise<string[]> {
  const found: string[] = [];
  await visit('');
  return found.toSorted();

  async function visit(folder: string): Promise<void> {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && !SKIPPED.has(entry.name)) await visit(path);
      if (entry.isFile() && wanted(path)) found.push(path);
    }
  }
}
