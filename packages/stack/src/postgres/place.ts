import { createHash } from 'node:crypto';
import { access, chmod, cp, mkdir, readlink, realpath, rename, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Logger } from '@trekker/kit';
import { program, type Binaries } from './binaries.ts';
import { nobody, ownUser, runAs, usersForRoot, type SpawnUser } from './spawn-user.ts';

/** Where the cluster lies and who runs which programs on it. */
export interface Place {
  /** The data directory of PostgreSQL, links resolved. */
  readonly clusterDir: string;
  readonly binaries: Binaries;
  readonly user: SpawnUser;
}

/** What the choice depends on. */
export interface PlaceOptions {
  readonly dataDir: string;
  readonly binaries: Binaries;
  readonly log: Logger;
  /** Users to try as root, best first. */
  readonly users?: readonly SpawnUser[];
  /** Parent of the folder of last resort. */
  readonly refuge?: string;
}

/**
 * The cluster lies in `<dataDir>/postgres`. Root needs another user for it, one that reaches both the programs and the
 * data; when there is none, the cluster goes to a folder under /var/lib and `<dataDir>/postgres` becomes a link to it.
 */
export async function choosePlace(options: PlaceOptions): Promise<Place> {
  const { dataDir, binaries } = options;
  const clusterDir = await resolved(join(await realpath(dataDir), 'postgres'));
  if (process.getuid?.() !== 0) return { clusterDir, binaries, user: ownUser };
  for (const user of options.users ?? (await usersForRoot())) {
    if (await reaches(user, { binaries, folder: dirname(clusterDir) })) return { clusterDir, binaries, user };
  }
  return takeRefuge(options, clusterDir);
}

/** Follows the link to the folder of last resort, also when what it names is not there yet. */
async function resolved(path: string): Promise<string> {
  return realpath(path)
    .catch(() => readlink(path))
    .catch(() => path);
}

/** Asks the system rather than judging mode bits, which are not all that decides. */
async function reaches(
  user: SpawnUser,
  { binaries, folder }: { binaries: Binaries; folder: string },
): Promise<boolean> {
  const runs = await runAs(user, [program(binaries, 'postgres'), '--version']);
  if (runs.code !== 0) return false;
  const enters = await runAs(user, ['/bin/sh', '-c', 'cd -- "$0"', folder]);
  return enters.code === 0;
}

async function takeRefuge(
  { dataDir, binaries, log, refuge = '/var/lib' }: PlaceOptions,
  blocked: string,
): Promise<Place> {
  const what = `PostgreSQL refuses to run as root, and no other user reaches ${blocked} or ${binaries.native}`;
  if (await exists(join(blocked, 'PG_VERSION'))) {
    throw new Error(
      `${what}; open the folders above the data for others (chmod o+x), or start Trekker as another user`,
    );
  }
  const name = createHash('sha256')
    .update(await realpath(dataDir))
    .digest('hex')
    .slice(0, 16);
  const home = join(refuge, `trekker-${name}`);
  const clusterDir = join(home, 'postgres');
  await mkdir(clusterDir, { recursive: true });
  await chmod(home, 0o711);
  const staged = { ...binaries, native: await stage(binaries, home) };
  if (!(await reaches(nobody, { binaries: staged, folder: home }))) {
    throw new Error(`${what}, nor does uid 65534 reach ${home}; start Trekker as another user, or set DATABASE_URL`);
  }
  await rm(join(dataDir, 'postgres'), { force: true });
  await symlink(clusterDir, join(dataDir, 'postgres'));
  log.warn({ clusterDir }, `${what}; the database is kept in ${clusterDir} instead`);
  return { clusterDir, binaries: staged, user: nobody };
}

/** Copies the programs once per version. */
async function stage(binaries: Binaries, home: string): Promise<string> {
  const target = join(home, `programs-${binaries.version}`);
  if (await exists(target)) return target;
  const draft = `${target}.new`;
  await rm(draft, { recursive: true, force: true });
  await cp(binaries.native, draft, { recursive: true, verbatimSymlinks: true });
  await rename(draft, target);
  return target;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
