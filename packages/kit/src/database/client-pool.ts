import { UnavailableError } from '../errors.ts';
import type { Pool, PoolOptions } from './pool.ts';
import { openClient, type Client } from './client.ts';

/** Clients that are handed out to one user at a time. One that lost its connection is thrown away, never mended. */
export class ClientPool {
  readonly #options: Omit<PoolOptions, 'max' | 'socket'>;
  readonly #max: number;
  readonly #all = new Set<Client>();
  readonly #idle: Client[] = [];
  readonly #waiting: PromiseWithResolvers<Client>[] = [];
  #inUse = 0;
  #isEnded = false;

  /** @param options `max` is the most clients that `use` hands out at once. */
  constructor({ max, ...options }: Omit<PoolOptions, 'socket'>) {
    this.#options = options;
    this.#max = max;
  }

  /**
   * Runs `fn` with a client of its own; waits while all are in use. Fails with UNAVAILABLE once the pool has ended, and at
   * once when the connection is lost, whatever `fn` still waits for.
   */
  async use<T>(fn: (sql: Pool) => Promise<T>): Promise<T> {
    const client = await this.#take();
    const lost = Promise.withResolvers<never>();
    const stopListening = client.onLost(lost.reject);
    try {
      return await Promise.race([fn(client.sql), lost.promise]);
    } finally {
      stopListening();
      this.#giveBack(client);
    }
  }

  /** Ends all clients, at the latest after `timeoutSeconds`. */
  async end(timeoutSeconds: number): Promise<void> {
    this.#isEnded = true;
    for (const turn of this.#waiting.splice(0)) turn.reject(ended());
    await Promise.all([...this.#all].map((client) => this.#discard(client, timeoutSeconds)));
  }

  async #take(): Promise<Client> {
    if (this.#isEnded) throw ended();
    if (this.#inUse < this.#max) {
      this.#inUse += 1;
      return this.#idleOrNew();
    }
    const turn = Promise.withResolvers<Client>();
    this.#waiting.push(turn);
    return turn.promise;
  }

  #giveBack(client: Client): void {
    this.#idle.push(client);
    const turn = this.#waiting.shift();
    if (turn) turn.resolve(this.#idleOrNew());
    else this.#inUse -= 1;
  }

  /** The client used last, so that the others may fall idle and close their connections. */
  #idleOrNew(): Client {
    for (let client = this.#idle.pop(); client; client = this.#idle.pop()) {
      if (!client.isLost()) return client;
      void this.#discard(client);
    }
    return this.#open();
  }

  #open(): Client {
    const client = openClient(this.#options);
    this.#all.add(client);
    return client;
  }

  async #discard(client: Client, timeoutSeconds = 0): Promise<void> {
    this.#all.delete(client);
    await client.end(timeoutSeconds);
  }
}

function ended(): UnavailableError {
  return new UnavailableError('the database was closed');
}
