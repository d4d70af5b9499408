import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { memoryOf } from './start/memory.ts';
import { startProduct } from './start/product.ts';

// How long the product takes to its first GraphQL answer, on a new data folder and on one that exists, and what it takes
// of the memory when nobody does anything; without the web app. `node bench/start.ts [runs]`, three by default.

const TARGETS = { firstSeconds: 6, warmSeconds: 2.5, idleMegabytes: 350 };
/** Time for what only the start needed to be let go of. */
const IDLE_MS = 10_000;

const runs = Number(process.argv[2] ?? 3);
const measured = { firstSeconds: [] as number[], warmSeconds: [] as number[], idleMegabytes: [] as number[] };
const parts = new Map<string, number[]>();

for (let run = 0; run < runs; run += 1) {
  const dataDir = await mkdtemp(join(tmpdir(), 'trekker-bench-'));
  try {
    measured.firstSeconds.push(await secondsToAnswer(dataDir));
    measured.warmSeconds.push(await secondsToAnswer(dataDir));
    measured.idleMegabytes.push(await idleMegabytes(dataDir));
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

const summary = Object.fromEntries(Object.entries(measured).map(([name, values]) => [name, rounded(median(values))]));
const all: Readonly<Record<string, readonly number[]>> = measured;
console.table(
  Object.entries(TARGETS).map(([measure, target]) => {
    const { [measure]: value = Infinity } = summary;
    const best = rounded(Math.min(...(all[measure] ?? [])));
    return { measure, median: value, best, target, met: value <= target };
  }),
);
console.table([...parts].map(([process, values]) => ({ process, megabytes: rounded(median(values)) })));
console.log(
  JSON.stringify({ bench: 'start', runs, node: process.versions.node, ...summary, targets: TARGETS, measured }),
);

async function secondsToAnswer(dataDir: string): Promise<number> {
  const product = await startProduct(dataDir, { TREKKER_DEMO: 'true' });
  const seconds = await product.answered;
  await product.stop();
  return seconds;
}

async function idleMegabytes(dataDir: string): Promise<number> {
  const product = await startProduct(dataDir, { TREKKER_DEMO: 'false' });
  await product.answered;
  await sleep(IDLE_MS);
  const memory = await memoryOf(product.pid);
  await product.stop();
  for (const [name, bytes] of memory) parts.set(name, [...(parts.get(name) ?? []), bytes / 1_000_000]);
  return [...memory.values()].reduce((sum, bytes) => sum + bytes, 0) / 1_000_000;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
