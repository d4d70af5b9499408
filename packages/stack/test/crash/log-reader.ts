import { setTimeout as sleep } from 'node:timers/promises';

import { unpackPositions } from '@trekker/geo';
import type { Sql } from 'postgres';

import { asSuperuser } from '../support/superuser.ts';
import type { KeptPosition } from './check-history.ts';

/** Somebody who reads the log as the product's readers do: always behind the newest offset of each partition it saw. */
export interface LogReader {
  /** What it was told, in the order in which it was. */
  readonly read: readonly KeptPosition[];
  /** Reads what there is behind what it saw; resolves with how many entries that was. */
  readOn(sql: Sql): Promise<number>;
}

/** A reader that has seen nothing yet. */
export function createLogReader(): LogReader {
  const newest = new Map<number, number>();
  const read: KeptPosition[] = [];
  return {
    read,
    async readOn(sql) {
      const entries = await sql<LoggedEntry[]>`
        select e.partition, e."offset"::float8 as "offset", e.body
        from log.entries e
          left join unnest(${[...newest.keys()]}::smallint[], ${[...newest.values()]}::bigint[])
            as seen (partition, "offset") on seen.partition = e.partition
        where e.topic = 'positions' and e.type = 'positions' and e."offset" > coalesce(seen."offset", -1)
        order by e.partition, e."offset"`;
      for (const entry of entries) {
        newest.set(entry.partition, entry.offset);
        read.push(...positionsOf(entry));
      }
      return entries.length;
    },
  };
}

/** A reader of an installation whose server may be killed at any time. It does not read on after its disposal. */
export interface PatientReading extends AsyncDisposable {
  /** Reads what is left and stops; resolves with everything that was told, in order. */
  end(): Promise<readonly KeptPosition[]>;
}

const POLL_MS = 200;

/** Begins to read the log of an installation, and goes on wherever it was whenever its server is there again. */
export function readPatiently(dataDir: string): PatientReading {
  const reader = createLogReader();
  const state = { isEnding: false, isDone: false };
  async function readAll(sql: Sql): Promise<void> {
    for (; !state.isDone; await sleep(POLL_MS)) {
      const wasEnding = state.isEnding;
      const found = await reader.readOn(sql);
      state.isDone = wasEnding && found === 0;
    }
  }
  const reading = (async () => {
    while (!state.isDone) {
      // A server that is killed takes the connection along; what was told until then stays told.
      await asSuperuser(dataDir, readAll).catch((failure: unknown) => {
        if (state.isEnding) throw failure;
      });
      if (!state.isDone) await sleep(POLL_MS);
    }
  })();
  reading.catch(() => {}); // whoever ends it hears of it
  return {
    async end() {
      state.isEnding = true;
      await reading;
      return reader.read;
    },
    async [Symbol.asyncDispose]() {
      state.isDone = true;
      await reading.catch(() => {});
    },
  };
}

/** An entry of the log that tells of positions. */
export interface LoggedEntry {
  readonly partition: number;
  readonly offset: number;
  readonly body: Buffer;
}

/** The positions an entry tells of. */
export function positionsOf({ partition, offset, body }: LoggedEntry): KeptPosition[] {
  return unpackPositions(body).map(({ trackerId, recordedAt, latitudeE7, longitudeE7 }) => ({
    trackerId,
    recordedAt,
    latitudeE7,
    longitudeE7,
    partition,
    offset,
  }));
}
