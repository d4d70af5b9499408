import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The parts of a package.json that the scripts read. */
export interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
  readonly workspaces?: readonly string[];
  readonly exports?: unknown;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** Folders of all workspaces, relative to `root`, in the order of the root's package.json. */
export async function workspaceFolders(root: string): Promise<string[]> {
  const { workspaces = [] } = await readManifest(join(root, 'package.json'));
  const folders: string[] = [];
  for (const pattern of workspaces) {
    if (!pattern.endsWith('/*')) folders.push(pattern);
    else folders.push(...(await childFolders(root, pattern.slice(0, -2))));
  }
  return folders.filter((folder) => existsSync(join(root, folder, 'package.json')));
}

/** Reads a package.json. Fails when it is absent or no JSON. */
export async function readManifest(path: string): Promise<Manifest> {
  return JSON.parse(await readFile(path, 'utf8'));
}

async function childFolders(root: string, parent: string): Promise<string[]> {
  const entries = await readdir(join(root, parent)).catch(() => []);
  return entries.map((entry) => `${parent}/${entry}`).toSorted((a, b) => (a < b ? -1 : 1));
}
