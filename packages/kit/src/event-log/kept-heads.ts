import type { Database } from '../database/database.ts';
import { readCheckpoint, type CheckpointPlace } from './checkpoint.ts';
import { headKey, type Head } from './entry.ts';
import { newProgress, type HeadProgress } from './head-progress.ts';
import type { Projection } from './projection.ts';

/** The heads a consumer derives from and how far it is with each; read from the database when first asked for. */
export class KeptHeads {
  readonly #projection: Projection;
  readonly #place: CheckpointPlace;
  readonly #database: Database;
  readonly #loading = new Map<string, Promise<HeadProgress>>();
  readonly #loaded = new Map<string, HeadProgress>();

  constructor(projection: Projection, { place, database }: { place: CheckpointPlace; database: Database }) {
    this.#projection = projection;
    this.#place = place;
    this.#database = database;
  }

  /** Progress with a head, whoever asks the same. */
  progressOf(head: Head): Promise<HeadProgress> {
    const key = headKey(head);
    const known = this.#loading.get(key);
    if (known) return known;
    const loading = this.#load(head);
    this.#loading.set(key, loading);
    loading.catch(() => this.#loading.delete(key));
    return loading;
  }

  /** Progress with a head as far as it is in memory. */
  known(head: Head): HeadProgress | undefined {
    return this.#loaded.get(headKey(head));
  }

  /** All that is in memory. */
  all(): HeadProgress[] {
    return [...this.#loaded.values()];
  }

  /** Forgets a head, and lets the projection forget what it keeps of it. */
  forget(head: Head): void {
    this.#projection.forget?.(head);
    this.#loading.delete(headKey(head));
    this.#loaded.delete(headKey(head));
  }

  async #load(head: Head): Promise<HeadProgress> {
    const state = await this.#database.withConsumer(async (tx) => ({
      offset: await readCheckpoint(tx.sql, this.#place, head),
      deadline: (await this.#projection.nextDeadline?.(tx, head)) ?? null,
    }));
    const progress = newProgress(head, state);
    this.#loaded.set(headKey(head), progress);
    return progress;
  }
}
