import { rounded } from '../presence/cpu-time.ts';
import { cpuOf, cpuSince } from './cpu-of.ts';
import { sendLoad, type Shot } from './load.ts';

/** What a load took; CPU time is that of the processes measured, never of the sender. */
export interface Taken {
  readonly positions: number;
  readonly 'acknowledged/s': number;
  /** Acknowledged, and whatever had to follow. */
  readonly 'done/s': number;
  readonly 'node µs': number;
  readonly 'postgres µs': number;
  /** CPU time per position, microseconds. */
  readonly cpu: number;
}

/**
 * Sends a load to a port and waits for what must follow.
 *
 * @param roots processes whose CPU time counts, with all that descend from them.
 */
export async function taken(
  roots: readonly number[],
  lanes: readonly (readonly Shot[])[],
  { port, done = async () => {} }: { port: number; done?: () => Promise<void> },
): Promise<Taken> {
  const before = await cpuOf(roots);
  const began = performance.now();
  const { acknowledged, wallMilliseconds } = await sendLoad({ port, lanes });
  await done();
  const wall = performance.now() - began;
  const { node, postgres } = cpuSince(before, await cpuOf(roots));
  return {
    positions: acknowledged,
    'acknowledged/s': rounded(acknowledged / (wallMilliseconds / 1_000)),
    'done/s': rounded(acknowledged / (wall / 1_000)),
    'node µs': rounded(node / acknowledged),
    'postgres µs': rounded(postgres / acknowledged),
    cpu: (node + postgres) / acknowledged,
  };
}
