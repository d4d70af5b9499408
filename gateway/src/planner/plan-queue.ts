import { RequestRefused } from '../errors/request-refused.ts';
import type { Plan } from './planner.ts';

/** Who waits for a plan: a caller, under a name that is theirs alone, or nobody yet. */
export type Urgency = 'foreseen' | { readonly asker: string };

/** A document that waits to be planned. */
export interface PlanJob {
  readonly document: string;
  readonly urgency: Urgency;
  /** Unix milliseconds after which nobody waits for it any more. */
  readonly until: number;
  readonly resolve: (plan: Plan) => void;
  readonly reject: (failure: Error) => void;
}

/** One caller's documents fill at most this part of the queue, so that there is room for others. */
const PART_OF_ONE = 4;

/** Documents that wait to be planned: those that callers ask for first, the callers taking turns; then what is foreseen. */
export class PlanQueue {
  /** By caller, whose turn it is first. */
  readonly #asked = new Map<string, PlanJob[]>();
  readonly #foreseen: PlanJob[] = [];
  readonly #limit: number;
  #waiting = 0;

  /** @param limit most callers' documents at once; what is foreseen is a list of ours and needs none. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#waiting + this.#foreseen.length;
  }

  /** Fails with UNAVAILABLE when too many wait already, with RATE_LIMITED when too many of this caller do. */
  add(job: PlanJob): void {
    if (job.urgency === 'foreseen') {
      this.#foreseen.push(job);
      return;
    }
    if (this.#waiting >= this.#limit) {
      throw RequestRefused.because('UNAVAILABLE', `${this.#limit} new queries wait to be planned; try again later`);
    }
    const { asker } = job.urgency;
    const own = this.#asked.get(asker) ?? [];
    const most = Math.ceil(this.#limit / PART_OF_ONE);
    if (own.length >= most) {
      throw RequestRefused.because('RATE_LIMITED', `${most} new queries of yours wait to be planned; try again later`);
    }
    own.push(job);
    this.#asked.set(asker, own);
    this.#waiting += 1;
  }

  next(): PlanJob | undefined {
    for (const [asker, jobs] of this.#asked) {
      const job = jobs.shift();
      this.#asked.delete(asker);
      if (jobs.length > 0) this.#asked.set(asker, jobs);
      this.#waiting -= 1;
      return job;
    }
    return this.#foreseen.shift();
  }

  /** Takes everything out and refuses it. */
  refuseAll(failure: Error): void {
    for (let job = this.next(); job; job = this.next()) job.reject(failure);
  }
}
