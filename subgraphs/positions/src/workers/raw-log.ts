import { setTimeout as sleep } from 'node:timers/promises';

import { type Clock, type Database, type Logger, type Measure, type Service } from '@trekker/kit';

import { insertRawMessages, type RawMessageToKeep } from '../db/raw-messages.ts';
import { createRateLimit } from '../domain/rate-limit.ts';
import type { RawMessage } from '../domain/raw-message.ts';
import { MOST_RAW_BYTES } from '../domain/without-secrets.ts';
import { addressPrefix } from './address-prefix.ts';
import type { Identities } from './identities.ts';

/** Keeps what devices sent, as it came, beside intake: nobody ever waits for it. */
export interface RawLog {
  /** Whether one more message of a device is kept now; takes its place. What is not kept is counted. */
  wants(tenantId: string, identifier: string): boolean;
  /** Keeps a message that is wanted, soon. */
  note(message: RawMessage): void;
}

/** A raw log with what it counts. */
export interface RawLogService extends Service, RawLog {
  readonly measures: readonly Measure[];
}

export interface RawLogOptions {
  readonly database: Database;
  readonly identities: Identities;
  /** Most messages a second that this process keeps; 0: none. */
  readonly perSecond: number;
  readonly clock: Clock;
  readonly log: Logger;
}

/** A device that sends more is kept in parts. */
const PER_DEVICE = { burst: 60, perMinute: 60, keys: 50_000 };
/** Most messages that wait to be written; with their bytes about 20 MiB. */
const MOST_WAITING = 5_000;
const PAUSE_MS = 500;

type Waiting = Omit<RawMessageToKeep, 'trackerId' | 'remoteNetwork'>;

/** A log that writes twice a second what was noted meanwhile. */
export function createRawLog(options: RawLogOptions): RawLogService {
  return new WritingLog(options);
}

class WritingLog implements RawLogService {
  readonly name = 'raw log';
  readonly measures = [
    measure('kept_total', 'Messages of devices that were kept as they came.', () => this.#kept),
    measure('dropped_total', 'Messages of devices that were not kept as they came.', () => this.#dropped),
  ];
  readonly #options: RawLogOptions;
  readonly #perDevice = createRateLimit(PER_DEVICE);
  readonly #stop = new AbortController();
  /** The second that is counted, and how much of it is taken. */
  #second = 0;
  #taken = 0;
  #kept = 0;
  #dropped = 0;
  #waiting: Waiting[] = [];
  #writing: Promise<void> = Promise.resolve();

  constructor(options: RawLogOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    if (this.#options.perSecond > 0) this.#writing = this.#write();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#writing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  wants(tenantId: string, identifier: string): boolean {
    const { perSecond, clock } = this.#options;
    if (perSecond === 0) return false;
    const now = clock.now();
    if (this.#hasRoom(now) && this.#perDevice.take(`${tenantId}/${identifier}`, now)) {
      this.#taken += 1;
      return true;
    }
    this.#dropped += 1;
    return false;
  }

  note({ bytes, answer, ...message }: RawMessage): void {
    const beginning = (all: Uint8Array) => Buffer.from(all.subarray(0, MOST_RAW_BYTES));
    const kept = { bytes: beginning(bytes), byteCount: bytes.length, answer: answer && beginning(answer) };
    this.#waiting.push({ ...message, ...kept });
  }

  #hasRoom(now: number): boolean {
    const second = Math.floor(now / 1_000);
    if (second !== this.#second) this.#taken = 0;
    this.#second = second;
    return this.#taken < this.#options.perSecond && this.#waiting.length < MOST_WAITING;
  }

  async #write(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      await sleep(PAUSE_MS, undefined, { signal: this.#stop.signal }).catch(() => {});
      await this.#flush();
    }
  }

  async #flush(): Promise<void> {
    const { database, identities, log } = this.#options;
    const batch = this.#waiting;
    this.#waiting = [];
    for (const [tenantId, ofTenant] of Map.groupBy(batch, (one) => one.tenantId)) {
      try {
        const rows = await attributed(identities, tenantId, ofTenant);
        await database.withConsumer(async (tx) => {
          await tx.asTenant(tenantId);
          await insertRawMessages(tx.sql, tenantId, rows);
        });
        this.#kept += rows.length;
      } catch (failure) {
        this.#dropped += ofTenant.length;
        log.debug({ err: failure }, 'messages of devices could not be kept as they came');
      }
    }
  }
}

function measure(name: string, help: string, value: () => number): Measure {
  const read = () => [{ labels: {}, value: value() }];
  return { name: `trekker_positions_raw_messages_${name}`, help, kind: 'counter', labels: [], read };
}

/** The messages with their trackers; of one whose tracker cannot be told now it is not known. */
async function attributed(
  identities: Identities,
  tenantId: string,
  messages: readonly Waiting[],
): Promise<RawMessageToKeep[]> {
  const names = messages.map(({ identifier }) => identifier);
  const known = await identities.resolve(tenantId, names).catch(() => new Map<string, { trackerId: string }>());
  return messages.map((one) => ({
    ...one,
    trackerId: known.get(one.identifier)?.trackerId ?? null,
    remoteNetwork: addressPrefix(one.remoteAddress),
  }));
}
