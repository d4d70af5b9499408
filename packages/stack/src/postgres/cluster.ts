import { chown, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { program } from './binaries.ts';
import { giveTo } from './ownership.ts';
import { writeSecret } from './password.ts';
import type { Place } from './place.ts';
import { runAs } from './spawn-user.ts';

/** Name of the superuser of every cluster made here. */
export const SUPERUSER = 'postgres';

/**
 * Makes the cluster when there is none, else checks that it is of our major version. It is made beside its place and
 * then renamed, so an interrupted attempt leaves nothing that looks like a cluster.
 */
export async function ensureCluster(place: Place, password: string): Promise<void> {
  const major = await clusterMajor(place.clusterDir);
  if (major === null) return makeCluster(place, password);
  if (major !== place.binaries.major) throw new OtherMajorError(place, major);
}

/** The data directory was made by another major version of PostgreSQL, which this one cannot read. */
export class OtherMajorError extends Error {
  override readonly name = 'OtherMajorError';
  constructor({ clusterDir, binaries }: Place, major: string) {
    super(
      `${clusterDir} was made by PostgreSQL ${major}, and this Trekker runs PostgreSQL ${binaries.major}; ` +
        `start the Trekker that made it, or set TREKKER_DATA_DIR to another folder`,
    );
  }
}

/** Major version of the cluster in a folder, or null when there is none. */
export async function clusterMajor(clusterDir: string): Promise<string | null> {
  try {
    return (await readFile(`${clusterDir}/PG_VERSION`, 'utf8')).trim();
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw failure;
  }
}

const KIND_OF_CLUSTER = [
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--locale=C',
  '--data-checksums',
  '--no-instructions',
];

async function makeCluster({ clusterDir, binaries, user }: Place, password: string): Promise<void> {
  const draft = `${clusterDir}.new`;
  const passwordCopy = `${draft}-password`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await giveTo(user, draft);
  try {
    await writeSecret(passwordCopy, password);
    if (user.owner) await chown(passwordCopy, user.owner.uid, user.owner.gid);
    const files = ['--pgdata', draft, '--username', SUPERUSER, '--pwfile', passwordCopy];
    const { code, stderr } = await runAs(user, [program(binaries, 'initdb'), ...files, ...KIND_OF_CLUSTER]);
    if (code !== 0) throw new Error(`initdb ended with ${code} in ${draft}:\n${stderr}`);
  } finally {
    await rm(passwordCopy, { force: true });
  }
  await rename(draft, clusterDir);
  await syncFolder(dirname(clusterDir));
}

/** A renamed folder survives a power cut once its parent is on disk. Windows has no such call. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
