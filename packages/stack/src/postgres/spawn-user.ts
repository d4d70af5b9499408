import { spawn, type ChildProcessByStdio, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';

/** In whose name PostgreSQL runs: it refuses root. */
export interface SpawnUser {
  /** For the log: `as process 4711's own user`, `as uid 65534`… */
  readonly described: string;
  /** Owner of the data directory, seen from here; null: whoever runs this process, nothing to change. */
  readonly owner: { readonly uid: number; readonly gid: number } | null;
  /** Credentials given to the child, if others than ours. */
  readonly credentials: { readonly uid: number; readonly gid: number } | null;
  /** Command and arguments that stand before the program. */
  readonly prefix: readonly string[];
}

/** The user of this process; the way for everybody but root. */
export const ownUser: SpawnUser = { described: 'as the present user', owner: null, credentials: null, prefix: [] };

const NOBODY = 65_534;

/** The users root may choose from, best first. */
export async function usersForRoot(): Promise<readonly SpawnUser[]> {
  return [nobody, await rootRenamed()];
}

/** The unprivileged uid that owns nothing else. It cannot pass through a 0700 home. */
export const nobody: SpawnUser = {
  described: `as uid ${NOBODY}`,
  owner: { uid: NOBODY, gid: NOBODY },
  credentials: { uid: NOBODY, gid: NOBODY },
  prefix: [],
};

/**
 * Root, under another number in a user namespace of its own: PostgreSQL sees an ordinary user, the files stay root's
 * and a 0700 home stays open. The number must have a name in /etc/passwd, for initdb asks for it.
 */
export async function rootRenamed(): Promise<SpawnUser> {
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const uid = uidInPasswd(passwd);
  return {
    described: `as root renamed to uid ${uid} (unshare)`,
    owner: { uid: 0, gid: 0 },
    credentials: null,
    prefix: ['unshare', '--user', `--map-user=${uid}`, `--map-group=${uid}`],
  };
}

/** 1000 when it has a name, else the first number with a name that is not root's, else 1000 all the same. */
export function uidInPasswd(passwd: string): number {
  const uids = passwd.split('\n').map((line) => Number(line.split(':')[2] ?? Number.NaN));
  return uids.includes(1000) ? 1000 : (uids.find((uid) => uid > 0) ?? 1000);
}

/** Starts a program as that user. Its working folder is `/`, its environment empty but for the language. */
export function spawnAs(
  user: SpawnUser,
  command: readonly [string, ...string[]],
  { detached = false }: { detached?: boolean } = {},
): ChildProcessByStdio<null, null, Readable> {
  const [program, ...args] = [...user.prefix, ...command];
  const stdio = ['ignore', 'ignore', 'pipe'] satisfies StdioOptions;
  const place =
    process.platform === 'win32' ? {} : { cwd: '/', env: { LC_ALL: 'C', PATH: '/usr/sbin:/usr/bin:/sbin:/bin' } };
  const options = { ...place, ...user.credentials, detached, windowsHide: true, stdio } as const;
  return spawn(program ?? command[0], args, options) as ChildProcessByStdio<null, null, Readable>; // by the stdio above
}

/** Runs a program to its end; its exit code (null when it could not be started) and what it wrote to stderr. */
export async function runAs(
  user: SpawnUser,
  command: readonly [string, ...string[]],
): Promise<{ code: number | null; stderr: string }> {
  const child = spawnAs(user, command);
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, stderr };
  } catch (failure) {
    return { code: null, stderr: String(failure) };
  }
}
