import { setTimeout as sleep } from 'node:timers/promises';

import { createRecentlyUsed, defineService, type Clock, type Database, type Logger, type Service } from '@trekker/kit';

import { geocodedCells, saveGeocoded, type Geocoded } from '../../db/geocoded.ts';
import { cellText, middleOf, type GeocodedCell } from '../../domain/whereabouts/cell.ts';
import { askProvider } from './ask-provider.ts';
import { createQuestionQueue } from './question-queue.ts';

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

/** Answers kept in memory. */
const MOST_RECENT = 1_000;
const DAY_MS = 86_400_000;

/** Asks a provider, and keeps what it is told. */
export function createGeocoder(options: GeocoderOptions): Geocoder {
  const { database, clock, url, waitMs, keepDays } = options;
  // Who read what is kept right before it was answered need not ask again.
  const recent = createRecentlyUsed<string, Geocoded>(MOST_RECENT);
  const questions = createQuestionQueue<Question, Geocoded>({ ...options, answer });

  function isFresh({ name, askedAt }: Geocoded): boolean {
    return clock.now() - askedAt < (name === null ? keepDays / 10 : keepDays) * DAY_MS;
  }

  async function answer({ tenantId, cell }: Question, stopping: AbortSignal): Promise<Geocoded> {
    const name = await askProvider({ url: url ?? '', timeoutMs: options.timeoutMs }, middleOf(cell), stopping);
    const answered = { ...cell, name, askedAt: clock.now() };
    await database.withTenant(tenantId, (tx) => saveGeocoded(tx, tenantId, answered));
    recent.set(keyOf({ tenantId, cell }), answered);
    return answered;
  }

  async function ask(question: Question): Promise<Geocoded | undefined> {
    const answered = recent.get(keyOf(question));
    return answered && isFresh(answered) ? answered : questions.ask(keyOf(question), question);
  }

  return {
    ...defineService({
      name: 'geocoder',
      start: async () => {},
      stop: () => questions.stop(),
      ready: async () => null,
    }),
    async find(tenantId, cells) {
      if (url === null || !cells.length) return new Map();
      const { result } = await database.withTenant(tenantId, (tx) => geocodedCells(tx, cells), { mode: 'snapshot' });
      const names = new Map([...result].map(([text, { name }]) => [text, name]));
      const asked = cells.flatMap((cell) => {
        const kept = result.get(cellText(cell));
        if (kept && isFresh(kept)) return [];
        const told = ask({ tenantId, cell }).then((found) => void (found && names.set(cellText(cell), found.name)));
        // What was known is told meanwhile.
        return kept ? [] : [told];
      });
      if (asked.length) await Promise.race([Promise.all(asked), sleep(waitMs, undefined, { ref: false })]);
      return new Map(names);
    },
  };
}

interface Question {
  readonly tenantId: string;
  readonly cell: GeocodedCell;
}

function keyOf({ tenantId, cell }: Question): string {
  return `${tenantId}/${cellText(cell)}`;
}
