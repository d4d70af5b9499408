import { deepStrictEqual } from 'node:assert';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { contenders, type Contender } from './gateway/contenders.ts';
import { ask, load } from './gateway/load.ts';
import { installPeers } from './gateway/peers.ts';
import { openShop, startContender, type RunningGateway, type Shop } from './gateway/running.ts';
import { scenarios } from './gateway/scenarios.ts';
import { cpuOf, cpuSince, residentBytes } from './intake/cpu-of.ts';

// What a federated query costs our gateway and its peers, one process each, before the same subgraphs over HTTP:
// `node bench/gateway.ts [--only trekker,in-process,apollo,hive] [--scenarios small,heavy] [--seconds 5]`.
// The first figure is CPU time per request, because load, subgraphs and gateway share the cores of the machine.

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'trekker,in-process,apollo,hive' },
    scenarios: { type: 'string', default: Object.keys(scenarios).join() },
    seconds: { type: 'string', default: '5' },
  },
});
/** Floors of how many times less CPU than a peer ours takes, and what we are after. */
const TARGETS = [
  { ours: 'trekker', peer: 'apollo', floors: { small: [5, 9], medium: [3.5, 6], heavy: [4, 7] } },
  { ours: 'trekker', peer: 'hive', floors: { small: [5, 9], medium: [3.5, 6], heavy: [1.8, 3] } },
  // Apollo's subgraphs run elsewhere and are not counted, ours are.
  { ours: 'in-process', peer: 'apollo', floors: { small: [10, 15], medium: [9, 15], heavy: [8, 11] } },
] as const;
const CONNECTIONS = 20;
/** So many are sent before and while it is measured, unless that takes very long. */
const WARM_REQUESTS = 2_000;
const seconds = Number(values.seconds);
if (!(seconds >= 1)) throw new Error(`--seconds must be a number from 1, got ${values.seconds}`);
const chosen = contenders.filter(({ name }) => values.only === 'all' || values.only.split(',').includes(name));
const wanted = Object.entries(scenarios).filter(([name]) => values.scenarios.split(',').includes(name));

interface Row {
  readonly gateway: string;
  readonly scenario: string;
  readonly 'CPU ms/request': number;
  readonly 'requests/s': number;
  readonly 'p50 ms': number;
  readonly 'p99 ms': number;
  readonly 'subgraph calls/request': number;
  readonly 'RSS MB': number;
  readonly bytes: number;
}

const folder = await mkdtemp(join(tmpdir(), 'trekker-bench-'));
const rows: Row[] = [];
const answers = new Map<string, unknown>();
try {
  const peers = await installPeers();
  const shop = await openShop();
  const supergraph = join(folder, 'supergraph.graphql');
  await writeFile(supergraph, shop.supergraphSdl);
  for (const contender of chosen) {
    const gateway = await startContender(contender, { peers, folder, supergraph });
    for (const [scenario] of wanted) rows.push(await measure(contender, { gateway, shop, scenario }));
    await gateway.stop();
  }
  shop.stop();
} finally {
  await rm(folder, { recursive: true });
}
report();

async function measure(
  { name }: Contender,
  { gateway, shop, scenario }: { gateway: RunningGateway; shop: Shop; scenario: string },
): Promise<Row> {
  const requests = scenarios[scenario] ?? [];
  // Each once before anything is measured: what is measured is requests whose plans are known.
  const answer: unknown[] = [];
  for (const request of requests) answer.push(await ask(gateway.url, request));
  const known = answers.get(scenario);
  if (known) deepStrictEqual(answer, known, `${name} answers ${scenario} otherwise than the first`);
  answers.set(scenario, answer);
  await load(gateway.url, requests, { connections: CONNECTIONS, ms: seconds * 600, atLeast: WARM_REQUESTS });
  const [cpu, calls] = [await cpuOf([gateway.pid]), await shop.calls()];
  const result = await load(gateway.url, requests, {
    connections: CONNECTIONS,
    ms: seconds * 1_000,
    atLeast: WARM_REQUESTS,
  });
  const spent = cpuSince(cpu, await cpuOf([gateway.pid])).node;
  const called = (await shop.calls()) - calls;
  return {
    gateway: name,
    scenario,
    'CPU ms/request': round(spent / 1_000 / result.requests, 3),
    'requests/s': Math.round(result.requests / result.seconds),
    'p50 ms': round(result.p50Ms, 1),
    'p99 ms': round(result.p99Ms, 1),
    'subgraph calls/request': round(called / result.requests, 2),
    'RSS MB': Math.round((await residentBytes([gateway.pid])) / 1_048_576),
    bytes: result.bytes,
  };
}

function report(): void {
  console.log('\ngateway: what takes part');
  console.table(chosen.map(({ name, version, dedupe }) => ({ gateway: name, version, dedupe })));
  console.log(`\ngateway: ${CONNECTIONS} connections, ${seconds} s each, load average ${loadavg()[0]?.toFixed(1)}`);
  console.table(rows);
  const ratios = TARGETS.flatMap(({ ours, peer, floors }) =>
    Object.entries(floors).flatMap(([scenario, [floor, goal]]) => {
      const [own, theirs] = [ours, peer].map((name) =>
        rows.find((row) => row.gateway === name && row.scenario === scenario),
      );
      if (!own || !theirs) return [];
      const ratio = round(theirs['CPU ms/request'] / own['CPU ms/request'], 2);
      return [{ ours, peer, scenario, 'times less CPU': ratio, floor, goal, met: ratio >= floor }];
    }),
  );
  console.log('\ngateway: how many times less CPU than a peer, sharing between requests off on both');
  console.table(ratios);
  console.log(
    JSON.stringify({
      bench: 'gateway',
      node: process.versions.node,
      contenders: chosen.map(({ name, version, dedupe }) => ({ name, version, dedupe })),
      rows,
      ratios,
    }),
  );
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
