import type { Clock, Logger } from '@trekker/kit';
import { buildSchema, print } from 'graphql';
import { Lru } from '../document/lru.ts';
import { RequestRefused } from '../errors/request-refused.ts';
import { PlanQueue, type PlanJob, type Urgency } from './plan-queue.ts';
import type { Plan, Planner } from './planner.ts';
import { startPlanningThread, type PlanningThread } from './planning-thread.ts';
import type { ThreadReply } from './thread-reply.ts';

/** Told of every plan that was worked on. */
export type PlanningObserver = (outcome: 'planned' | 'refused' | 'failed', seconds: number) => void;

/** What planning may take. Times in milliseconds. */
export interface PlanningLimits {
  /** For one plan. */
  readonly planMs: number;
  /** Until a waiting document is worked on. */
  readonly waitMs: number;
  /** Most callers' documents waiting at once. */
  readonly waiting: number;
  /** After which a thread with nothing to do ends; the next document starts another. */
  readonly idleMs: number;
}

/** What a planner is made of. */
export interface PlannerParts {
  readonly limits: PlanningLimits;
  readonly clock: Clock;
  readonly log: Logger;
  readonly observe: PlanningObserver;
  /** One that has read the supergraph already; absent: one is started. */
  readonly thread?: PlanningThread | undefined;
}

/** Callers of whom nothing is known. */
const NOBODY_IN_PARTICULAR: Urgency = { asker: '' };
/** How long a document that took too long is refused without another try. */
const REMEMBERED_MS = 600_000;
const REMEMBERED = { entries: 1_000, weight: 1_000_000 };

/**
 * A planner in a thread of its own: whatever a plan takes, nothing else waits for it, and where it takes too long the
 * thread is replaced. Fails when the supergraph cannot be read.
 */
export async function createThreadedPlanner(supergraphSdl: string, parts: PlannerParts): Promise<Planner> {
  const thread = parts.thread ?? (await startPlanningThread(supergraphSdl));
  const apiSchema = buildSchema(thread.apiSchemaSdl, { assumeValid: true, assumeValidSDL: true });
  const supergraphSchema = buildSchema(supergraphSdl, { assumeValid: true, assumeValidSDL: true });
  const desk = new PlanningDesk(supergraphSdl, thread, parts);
  return {
    apiSchema,
    supergraphSchema,
    plan: (document, urgency = NOBODY_IN_PARTICULAR) =>
      new Promise((resolve, reject) => {
        const until = parts.clock.now() + (urgency === 'foreseen' ? Infinity : parts.limits.waitMs);
        desk.take({ document: print(document), urgency, until, resolve, reject });
      }),
    waiting: () => desk.waiting,
    retire: () => desk.retire(),
    stop: () => desk.stop(),
  };
}

/** Hands documents to the thread, one by one. */
class PlanningDesk {
  readonly #supergraphSdl: string;
  readonly #parts: PlannerParts;
  readonly #queue: PlanQueue;
  /** Until when a document is refused. */
  readonly #tooSlow = new Lru<number>(REMEMBERED);
  readonly #ended = Promise.withResolvers<void>();
  #thread: PlanningThread | undefined;
  #busy = false;
  /** Whether the latest documents were foreseen: with those planned, the next new one may be long in coming. */
  #foreseeing = false;
  #idle: NodeJS.Timeout | undefined;
  #retired = false;
  #stopped = false;

  constructor(supergraphSdl: string, thread: PlanningThread, parts: PlannerParts) {
    this.#supergraphSdl = supergraphSdl;
    this.#thread = thread;
    this.#parts = parts;
    this.#queue = new PlanQueue(parts.limits.waiting);
    this.#rest();
  }

  get waiting(): number {
    return this.#queue.size;
  }

  /** Fails with QUERY_TOO_COMPLEX for what took too long before, with UNAVAILABLE or RATE_LIMITED when too much waits. */
  take(job: PlanJob): void {
    if (this.#stopped) throw RequestRefused.because('UNAVAILABLE', 'the gateway is stopping');
    if ((this.#tooSlow.get(nameless(job.document)) ?? 0) > this.#parts.clock.now()) throw this.#refusal();
    this.#queue.add(job);
    this.#foreseeing = job.urgency === 'foreseen';
    if (!this.#busy) void this.#work();
  }

  /** Lets the thread go as soon as nothing waits; resolves when that has happened. */
  retire(): Promise<void> {
    this.#retired = true;
    if (!this.#busy) this.#rest();
    return this.#ended.promise;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#idle);
    this.#queue.refuseAll(RequestRefused.because('UNAVAILABLE', 'the gateway is stopping'));
    await this.#endThread();
  }

  async #work(): Promise<void> {
    this.#busy = true;
    clearTimeout(this.#idle);
    for (let job = this.#queue.next(); job; job = this.#queue.next()) {
      try {
        job.resolve(await this.#plan(job));
      } catch (failure) {
        job.reject(failure as Error); // as thrown below
      }
    }
    this.#busy = false;
    this.#rest();
  }

  async #plan({ document, until }: PlanJob): Promise<Plan> {
    const { limits, clock, log, observe } = this.#parts;
    if (clock.now() > until) throw RequestRefused.because('TIMEOUT', `not planned within ${limits.waitMs} ms`);
    if (this.#thread?.ended !== false) this.#thread = await startPlanningThread(this.#supergraphSdl);
    const started = performance.now();
    const reply = await this.#thread.plan(document, limits.planMs);
    const seconds = (performance.now() - started) / 1_000;
    if (reply?.kind === 'planned') {
      observe('planned', seconds);
      return reply.plan;
    }
    observe(reply?.kind === 'failed' ? 'failed' : 'refused', seconds);
    if (reply) throw failureOf(reply);
    await this.#endThread();
    if (this.#stopped) throw RequestRefused.because('UNAVAILABLE', 'the gateway is stopping');
    log.warn({ seconds, document }, 'a query took too much to plan and is refused from now on');
    this.#tooSlow.set(nameless(document), clock.now() + REMEMBERED_MS, document.length);
    throw this.#refusal();
  }

  #refusal(): RequestRefused {
    return RequestRefused.because(
      'QUERY_TOO_COMPLEX',
      `the query cannot be planned within ${this.#parts.limits.planMs} ms; ask for less at once`,
    );
  }

  /** Ends the thread once nobody has needed it for a while, at once when nobody is likely to. */
  #rest(): void {
    const idleMs = this.#retired || this.#foreseeing ? 0 : this.#parts.limits.idleMs;
    this.#idle = setTimeout(() => void this.#endThread(), idleMs).unref();
  }

  async #endThread(): Promise<void> {
    const thread = this.#thread;
    this.#thread = undefined;
    await thread?.end();
    if (this.#retired || this.#stopped) this.#ended.resolve();
  }
}

/** A document as it is whatever its operation is called. */
function nameless(document: string): string {
  return document.slice(document.search(/[({]/u));
}

function failureOf(reply: ThreadReply): Error {
  if (reply.kind === 'too complex') {
    return RequestRefused.because('QUERY_TOO_COMPLEX', 'the query is too complex to plan');
  }
  if (reply.kind === 'unsound') {
    const what = `${reply.field} would be worked out without what it requires`;
    return RequestRefused.because('QUERY_TOO_COMPLEX', `the query cannot be planned rightly: ${what}`);
  }
  return new Error(reply.kind === 'failed' ? reply.reason : `the planning thread answered ${reply.kind}`);
}
