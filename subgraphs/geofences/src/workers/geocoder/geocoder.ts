import { setTimeout as sleep } from 'node:timers/promises';

import { createRecentlyUsed, defineService, type Clock, type Database, type Logger, type Service } from '@trekker/kit';

import { geocodedCells, saveGeocoded, type Geocoded } from '../../db/geocoded.ts';
import { cellText, middleOf, type GeocodedCell } from '../../domain/whereabouts/cell.ts';
import { askProvider } from './ask-provider.ts';

/** Names of places that a provider outside of the installation knows. */
export interface Geocoder extends Service {
  /**
   * What the cells of a tenant are called, by their texts; null where there is no name. Cells that nothing is known of in
   * time are absent; they are asked for all the same.
   */
  find(tenantId: string, cells: readonly GeocodedCell[]): Promise<ReadonlyMap<string, string | null>>;
}

export interface GeocoderOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  /** Null: nobody is asked. */
  readonly url: string | null;
  readonly perMinute: number;
  /** How long `find` waits for the provider at most. */
  readonly waitMs: number;
  readonly timeoutMs: number;
  /** After how many days a name is asked for again; no name after a tenth of that. */
  readonly keepDays: number;
}

/** Questions that wait at most; who asks further ones is told nothing of them. */
const MOST_WAITING = 1_000;
/** How long a provider that failed is left alone. */
const PAUSE_MS = 30_000;
const DAY_MS = 86_400_000;

interface Question {
  readonly tenantId: string;
  readonly cell: GeocodedCell;
  readonly answered: PromiseWithResolvers<string | null | undefined>;
}

/** Asks one question after the other, no more than so many a minute, and keeps what it is told. */
export function createGeocoder(options: GeocoderOptions): Geocoder {
  const { database, clock, log, url, perMinute, waitMs, timeoutMs, keepDays } = options;
  const waiting = new Map<string, Question>();
  // Who read what is kept right before it was answered need not ask again.
  const recent = createRecentlyUsed<string, Geocoded>(MOST_WAITING);
  const stopping = new AbortController();
  let asking: Promise<void> | null = null;
  let pausedUntil = 0;
  let nextAt = 0;

  function isFresh({ name, askedAt }: Geocoded): boolean {
    return clock.now() - askedAt < (name === null ? keepDays / 10 : keepDays) * DAY_MS;
  }

  function ask(tenantId: string, cell: GeocodedCell): Promise<string | null | undefined> {
    const key = `${tenantId}/${cellText(cell)}`;
    const known = waiting.get(key);
    if (known) return known.answered.promise;
    const answered = recent.get(key);
    if (answered && isFresh(answered)) return Promise.resolve(answered.name);
    if (waiting.size >= MOST_WAITING || clock.now() < pausedUntil || stopping.signal.aborted)
      return Promise.resolve(undefined);
    const question = { tenantId, cell, answered: Promise.withResolvers<string | null | undefined>() };
    waiting.set(key, question);
    asking ??= askAll().finally(() => (asking = null));
    return question.answered.promise;
  }

  async function askAll(): Promise<void> {
    for (const [key, question] of waiting) {
      const name = await askOne(question).catch((failure: unknown) => {
        if (!stopping.signal.aborted) log.warn({ err: failure }, 'the provider of names cannot be asked');
        pausedUntil = clock.now() + PAUSE_MS;
        return undefined;
      });
      waiting.delete(key);
      question.answered.resolve(name);
      if (clock.now() < pausedUntil || stopping.signal.aborted) forgetAll();
    }
  }

  function forgetAll(): void {
    for (const { answered } of waiting.values()) answered.resolve(undefined);
    waiting.clear();
  }

  async function askOne({ tenantId, cell }: Question): Promise<string | null | undefined> {
    if (url === null) return undefined;
    await sleep(Math.max(0, nextAt - performance.now()), undefined, { signal: stopping.signal });
    nextAt = performance.now() + 60_000 / perMinute;
    const name = await askProvider({ url, timeoutMs }, middleOf(cell), stopping.signal);
    const answer = { ...cell, name, askedAt: clock.now() };
    await database.withTenant(tenantId, (tx) => saveGeocoded(tx, tenantId, answer));
    recent.set(`${tenantId}/${cellText(cell)}`, answer);
    return name;
  }

  return {
    ...defineService({
      name: 'geocoder',
      start: async () => {},
      async stop() {
        stopping.abort();
        await asking;
      },
      ready: async () => null,
    }),
    async find(tenantId, cells) {
      if (url === null || !cells.length) return new Map();
      const read = await database.withTenant(tenantId, (tx) => geocodedCells(tx, cells), { mode: 'snapshot' });
      const known = read.result;
      const names = new Map([...known].map(([text, { name }]) => [text, name]));
      const asked = cells.flatMap((cell) => {
        const kept = known.get(cellText(cell));
        if (kept && isFresh(kept)) return [];
        const answer = ask(tenantId, cell).then((name) => void (name !== undefined && names.set(cellText(cell), name)));
        // What was known is told meanwhile.
        return kept ? [] : [answer];
      });
      if (asked.length) await Promise.race([Promise.all(asked), sleep(waitMs, undefined, { ref: false })]);
      return new Map(names);
    },
  };
}
