import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@trekker/kit';
import { program } from './binaries.ts';
import type { Place } from './place.ts';
import { forgetGoneServer } from './postmaster-file.ts';
import { isRunning } from './processes.ts';
import { followServerLog } from './server-log.ts';
import { spawnAs } from './spawn-user.ts';

/** A running PostgreSQL server, ours or one we found. */
export interface Postmaster {
  readonly pid: number;
  /** Settles when the process has ended, with a sentence of how. */
  readonly ended: Promise<string>;
  /** The last lines it wrote; empty for a server we only found. */
  lastWords(): string;
  /** Asks it to end: `fast` rolls open transactions back, `immediate` leaves recovery to the next start. */
  askToEnd(how: 'fast' | 'immediate'): void;
}

/**
 * Starts the server in a process group of its own: Ctrl-C reaches the whole group of the terminal and
 * would end the database in the middle of our drain.
 */
export function startPostmaster(place: Place, log: Logger): Postmaster {
  forgetGoneServer(place.clusterDir);
  const child = spawnAs(place.user, [program(place.binaries, 'postgres'), '-D', place.clusterDir], { detached: true });
  const words = followServerLog(child.stderr, log);
  const pid = child.pid ?? 0;
  const ended = once(child, 'exit').then(
    ([code, signal]) => `ended with ${String(signal ?? code)}`,
    (failure: unknown) => `could not be started: ${String(failure)}`,
  );
  return { pid, ended, lastWords: () => words.join('\n'), askToEnd: (how) => askToEnd({ place, pid }, how) };
}

/** Takes a server that an earlier process left behind. It is not our child, so we look whether it is still there. */
export function foundPostmaster(place: Place, pid: number): Postmaster {
  return { pid, ended: gone(pid), lastWords: () => '', askToEnd: (how) => askToEnd({ place, pid }, how) };
}

/** How long open sessions may take to end, and how long an immediate stop may: after 5 s it kills what is left. */
const FAST_MS = 10_000;
const IMMEDIATE_MS = 10_000;

/** Ends a server: asks, insists after `fastMs`, and kills it when that does not help either. */
export async function endPostmaster(server: Postmaster, log: Logger, fastMs = FAST_MS): Promise<void> {
  const { pid } = server;
  server.askToEnd('fast');
  if (await endsWithin(server, fastMs)) return;
  log.warn({ pid, fastMs }, 'PostgreSQL did not stop in time and is stopped at once; it recovers at the next start');
  server.askToEnd('immediate');
  if (await endsWithin(server, IMMEDIATE_MS)) return;
  log.error({ pid }, 'PostgreSQL does not answer and is killed; it recovers at the next start');
  signal(pid, 'SIGKILL');
  await server.ended;
}

async function endsWithin(server: Postmaster, timeoutMs: number): Promise<boolean> {
  const tooLong = new AbortController();
  const timeout = delay(timeoutMs, false, { signal: tooLong.signal }).catch(() => false);
  const ended = await Promise.race([server.ended.then(() => true), timeout]);
  tooLong.abort();
  return ended;
}

const SIGNALS = { fast: 'SIGINT', immediate: 'SIGQUIT' } as const;

function askToEnd({ place, pid }: { place: Place; pid: number }, how: 'fast' | 'immediate'): void {
  if (process.platform !== 'win32') return signal(pid, SIGNALS[how]);
  // Windows has no signals; its own tool knows the way in. Whether it helped is seen by the process ending.
  execFile(program(place.binaries, 'pg_ctl'), ['stop', '-W', '-m', how, '-D', place.clusterDir], () => {});
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    if (pid > 0) process.kill(pid, name);
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code !== 'ESRCH') throw failure;
  }
}

async function gone(pid: number): Promise<string> {
  while (isRunning(pid)) await delay(100);
  return 'ended';
}
