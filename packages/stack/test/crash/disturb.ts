import { setTimeout as sleep } from 'node:timers/promises';

import type { KillableProduct } from './killable-product.ts';

/** What is killed with -9: the product's process, PostgreSQL's, or both at once as a power cut does. */
type Victim = 'product' | 'postgres' | 'both';

/** One kill: of whom, after how many acknowledged fixes, and how much later still. */
export interface Kill {
  readonly victim: Victim;
  readonly after: number;
  /** Milliseconds, so that it falls anywhere between two acknowledgements. */
  readonly delayMs: number;
}

/** Longest delay: a few batches. */
const MOST_DELAY_MS = 40;
const VICTIMS = ['product', 'postgres', 'both'] as const;

/**
 * Kills of all kinds equally often, in random order and at random moments of a replay of so many fixes, none in its last
 * tenth.
 */
export function planKills(count: number, { fixes, random }: { fixes: number; random: () => number }): Kill[] {
  const moments = Array.from({ length: count }, () => Math.floor(random() * 0.9 * fixes)).toSorted((a, b) => a - b);
  const victims = moments.map((_, index) => ({ victim: VICTIMS[index % VICTIMS.length] ?? 'both', rank: random() }));
  const mixed = victims.toSorted((a, b) => a.rank - b.rank);
  return mixed.map(({ victim }, index) => ({ victim, after: moments[index] ?? 0, delayMs: random() * MOST_DELAY_MS }));
}

/**
 * Kills at the planned moments while fixes are sent, each time starting again what it killed, and waits every time until
 * something was acknowledged again. Resolves when all is done; rejects when the signal ends it before.
 */
export async function disturb(
  kills: readonly Kill[],
  { product, acknowledged, signal }: { product: KillableProduct; acknowledged: () => number; signal: AbortSignal },
): Promise<void> {
  const until = async (holds: () => boolean) => {
    while (!holds()) await sleep(1, undefined, { signal });
  };
  for (const { victim, after, delayMs } of kills) {
    await until(() => acknowledged() >= after);
    await sleep(delayMs, undefined, { signal });
    await strike(victim, product);
    const before = acknowledged();
    await until(() => acknowledged() > before);
  }
}

async function strike(victim: Victim, product: KillableProduct): Promise<void> {
  if (victim !== 'product') product.killPostgres();
  if (victim === 'postgres') return;
  await product.killProcess();
  await product.start();
}
