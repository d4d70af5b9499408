import type { Clock } from '@trekker/kit';
import { RequestRefused } from '../errors/request-refused.ts';

/** How much a caller may ask for at once, and how fast that comes back. */
export interface BudgetSettings {
  /** Most cost that may be saved up; 0: there are no budgets. */
  readonly budget: number;
  /** Cost that comes back each second. */
  readonly budgetPerSecond: number;
}

/** What an operation took of its caller's budget. */
export interface Charge {
  readonly cost: number;
  /** Most that may be saved up; null without budgets. */
  readonly limit: number | null;
  /** What is left; null without budgets. */
  readonly remaining: number | null;
  /** Unix milliseconds at which all of it is back; null without budgets. */
  readonly resetAt: number | null;
}

interface Bucket {
  readonly level: number;
  readonly at: number;
}

/** Buckets are forgotten beyond this number, those longest untouched first: a forgotten one counts as full. */
const MOST_BUCKETS = 50_000;

/** A bucket of cost for each caller of this process, refilled as time goes by. */
export class Budgets {
  readonly #settings: BudgetSettings;
  readonly #clock: Clock;
  readonly #buckets = new Map<string, Bucket>();

  constructor(settings: BudgetSettings, clock: Clock) {
    this.#settings = settings;
    this.#clock = clock;
  }

  /**
   * Takes the cost of an operation from its caller's bucket. Fails with RATE_LIMITED, telling when to come back, where there
   * is not enough in it; nothing is taken then. More than a whole bucket takes a whole one.
   */
  charge(principal: string, cost: number): Charge {
    const { budget, budgetPerSecond } = this.#settings;
    if (budget === 0) return { cost, limit: null, remaining: null, resetAt: null };
    const now = this.#clock.now();
    const { level, at } = this.#buckets.get(principal) ?? { level: budget, at: now };
    const present = Math.min(budget, level + (Math.max(0, now - at) * budgetPerSecond) / 1_000);
    const wanted = Math.min(cost, budget);
    const timeTo = (wantedLevel: number, from: number) =>
      Math.ceil((Math.max(0, wantedLevel - from) * 1_000) / budgetPerSecond);
    if (present < wanted) {
      const resetAt = now + timeTo(budget, present);
      throw tooMuch({ cost, limit: budget, remaining: Math.floor(present), resetAt }, timeTo(wanted, present));
    }
    const left = present - wanted;
    this.#put(principal, { level: left, at: now });
    return { cost, limit: budget, remaining: Math.floor(left), resetAt: now + timeTo(budget, left) };
  }

  #put(principal: string, bucket: Bucket): void {
    this.#buckets.delete(principal);
    this.#buckets.set(principal, bucket);
    if (this.#buckets.size <= MOST_BUCKETS) return;
    for (const oldest of this.#buckets.keys()) return void this.#buckets.delete(oldest);
  }
}

function tooMuch(charge: Charge, retryAfterMs: number): RequestRefused {
  const message = `the query costs ${charge.cost} and ${charge.remaining} is left of your budget; come back in ${retryAfterMs} ms`;
  return new RequestRefused([
    { message, extensions: { code: 'RATE_LIMITED', retryAfterMs, cost: describeCharge(charge) } },
  ]);
}

/** A charge as callers see it, by `extensions.cost` and by the field `rateLimit`. */
export function describeCharge({ cost, limit, remaining, resetAt }: Charge) {
  const used = limit === null || remaining === null ? null : limit - remaining;
  const back = resetAt === null ? null : new Date(resetAt).toISOString();
  return { requested: cost, limit, remaining, used, resetAt: back };
}
