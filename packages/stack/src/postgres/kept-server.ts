import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@trekker/kit';
import type { PostgresAddress } from './address.ts';
import { askStanding } from './connect.ts';
import { endPostmaster, type Postmaster } from './postmaster.ts';

/** What is kept running. */
export interface KeptServerOptions {
  readonly address: PostgresAddress;
  readonly log: Logger;
  /** Starts a server; called again whenever the present one ends. */
  readonly launch: () => Postmaster;
  /** A server that already runs and serves, or null. */
  readonly adopted: Postmaster | null;
}

/** A server that is started again when it ends unasked. */
export interface KeptServer {
  /** Resolves when the server accepts connections. Fails with its last words when it does not come up. */
  begin(): Promise<void>;
  /** Ends the server and the watch over it. Safe to call at any time. */
  end(): Promise<void>;
}

/** Pauses between attempts: after a crash the remains of the old server may need a moment to go away. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 3_000;
/** Attempts of the first start; together they take about ten seconds. */
const FIRST_ATTEMPTS = 7;
/** What the server says when its settings are wrong; no later attempt mends them. */
const HOPELESS = 'contains errors';
/** How long a server that runs may give no answer at all; one that says it is recovering may take as long as it needs. */
const LONGEST_SILENCE_MS = 60_000;

/** Keeps a server running until `end`. */
export function keptServer({ address, log, launch, adopted }: KeptServerOptions): KeptServer {
  const ending = new AbortController();
  let server = adopted;
  let watch: Promise<void> = Promise.resolve();

  async function open(attempts: number): Promise<Postmaster> {
    for (let attempt = 1; ; attempt += 1) {
      ending.signal.throwIfAborted();
      const launched = (server = launch());
      const problem = await whenServing(launched);
      if (problem === null) return launched;
      if (attempt >= attempts || problem.includes(HOPELESS)) throw new Error(`PostgreSQL did not start: ${problem}`);
      log.warn({ attempt, problem }, 'PostgreSQL did not start, trying again');
      await delay(Math.min(FIRST_PAUSE_MS * 2 ** attempt, LONGEST_PAUSE_MS), undefined, { signal: ending.signal });
    }
  }

  /** Null when it serves; else why it does not, and then it has ended. */
  async function whenServing(launched: Postmaster): Promise<string | null> {
    const enough = new AbortController();
    const serving = waitUntilServing(address, AbortSignal.any([ending.signal, enough.signal]));
    const problem = await Promise.race([launched.ended, serving]);
    enough.abort();
    if (problem === null) return null;
    await endPostmaster(launched, log);
    return `${problem}\n${launched.lastWords()}`.trim();
  }

  async function watchOver(first: Postmaster): Promise<void> {
    for (let present = first; ;) {
      const how = await present.ended;
      if (ending.signal.aborted) return;
      log.error(
        { pid: present.pid, how, lastWords: present.lastWords() },
        'PostgreSQL ended unasked and is started again',
      );
      present = await open(Infinity);
      log.info({ pid: present.pid }, 'PostgreSQL serves again');
    }
  }

  return {
    async begin() {
      const first = server ?? (await open(FIRST_ATTEMPTS));
      watch = watchOver(first).catch(unlessEnding);
    },
    async end() {
      ending.abort(new Error('PostgreSQL was stopped before it served'));
      if (server) await endPostmaster(server, log);
      await watch;
    },
  };

  function unlessEnding(failure: unknown): void {
    if (!ending.signal.aborted) throw failure;
  }
}

/** Null when the server answers a client, else a sentence of why we no longer wait. Rejects when `signal` aborts. */
async function waitUntilServing(address: PostgresAddress, signal: AbortSignal): Promise<string | null> {
  let heardAt = performance.now();
  for (;;) {
    const standing = await askStanding(address, 5_000);
    switch (standing.kind) {
      case 'accepting':
      case 'refused':
        return null;
      case 'starting':
        heardAt = performance.now();
        break;
      case 'silent':
        if (performance.now() - heardAt > LONGEST_SILENCE_MS) return `it does not answer: ${standing.problem}`;
    }
    await delay(20, undefined, { signal });
  }
}
