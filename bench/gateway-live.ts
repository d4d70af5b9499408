import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { contenders, type Contender } from './gateway/contenders.ts';
import type { FleetEvent } from './gateway/fleet/subgraphs.ts';
import { installPeers } from './gateway/peers.ts';
import { startContender } from './gateway/running.ts';
import { openWatchers } from './gateway/watchers.ts';
import { cpuOf, cpuSince, residentBytes } from './intake/cpu-of.ts';

// What a delivery of an event to a subscriber costs our gateway and a peer, and what sockets that do not read cost the others:
// `node bench/gateway-live.ts [--scenarios fan-out,filtered,stalled,conflated] [--only trekker,hive] [--seconds 5]`.
// CPU time of the gateway's process alone, events of one subgraph joined with one entity of another.

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'trekker,hive' },
    scenarios: { type: 'string', default: 'fan-out,filtered,stalled,conflated' },
    seconds: { type: 'string', default: '5' },
  },
});

interface Scenario {
  readonly sockets: number;
  readonly perSecond: number;
  /** Records of an event. */
  readonly records: number;
  /** Sockets that stop reading after a second. */
  readonly stalled?: number;
  readonly onlyOurs?: boolean;
  readonly query: (n: number) => { query: string; variables?: object };
}

const MOVED = 'subscription { moved { seq at positions { latitude longitude tracker { id name } } } }';
const FLEET = `subscription ($trackerIds: [ID!]) {
  fleet(trackerIds: $trackerIds) { cursor at positions { latitude longitude tracker { id name } } }
}`;
/** Five trackers of fifty. */
const some = (n: number) => ({ trackerIds: Array.from({ length: 5 }, (_, k) => `t${(n * 7 + k * 10) % 50}`) });

const scenarios: Readonly<Record<string, Scenario>> = {
  'fan-out': { sockets: 200, perSecond: 50, records: 1, query: () => ({ query: MOVED }) },
  filtered: {
    sockets: 200,
    perSecond: 10,
    records: 50,
    onlyOurs: true,
    query: (n) => ({ query: FLEET, variables: some(n) }),
  },
  stalled: { sockets: 200, perSecond: 20, records: 50, stalled: 20, onlyOurs: true, query: () => ({ query: FLEET }) },
  conflated: {
    sockets: 5_000,
    perSecond: 2,
    records: 50,
    onlyOurs: true,
    query: (n) => ({ query: FLEET, variables: some(n) }),
  },
};

/** Of `fan-out` against a peer. */
const TARGET = { floor: 4, goal: 6, mostP99Ms: 50 };
const seconds = Number(values.seconds);
if (!(seconds >= 1)) throw new Error(`--seconds must be a number from 1, got ${values.seconds}`);

const folder = await mkdtemp(join(tmpdir(), 'trekker-bench-'));
const peers = await installPeers();
const rows: Awaited<ReturnType<typeof measure>>[] = [];
const chosen = contenders.filter(({ name }) => values.only.split(',').includes(name));
for (const name of values.scenarios.split(',')) {
  const scenario = scenarios[name];
  if (!scenario) throw new Error(`--scenarios must be among ${Object.keys(scenarios).join()}, got ${name}`);
  for (const contender of chosen.filter((each) => each.name === 'trekker' || !scenario.onlyOurs)) {
    rows.push(await measure(contender, name, scenario));
  }
  // The same with everybody reading, to compare with.
  if (scenario.stalled) {
    const [ours] = chosen;
    if (ours) rows.push(await measure(ours, `${name}, but reading`, { ...scenario, stalled: 0 }));
  }
}
await rm(folder, { recursive: true });
console.table(chosen.map(({ name, version, dedupe }) => ({ gateway: name, version, dedupe })));
console.log(`\ngateway, live: ${seconds} s each, load average ${loadavg()[0]?.toFixed(1)}`);
console.table(rows);
const [ours, theirs] = ['trekker', 'hive'].map((name) =>
  rows.find(({ gateway, scenario }) => gateway === name && scenario === 'fan-out'),
);
const ratio = ours && theirs ? theirs['CPU µs/delivery'] / ours['CPU µs/delivery'] : null;
if (ours && ratio !== null) {
  const met = ratio >= TARGET.floor && ours['p99 ms'] <= TARGET.mostP99Ms && ours.upstreams === 1;
  console.log(
    `fan-out: ${ratio.toFixed(1)} times less CPU per delivery (floor ${TARGET.floor}, goal ${TARGET.goal}), met: ${met}`,
  );
}
console.log(JSON.stringify({ bench: 'gateway-live', node: process.versions.node, rows, ratio }));

async function measure(contender: Contender, name: string, scenario: Scenario) {
  const fleet = await openFleet();
  const supergraph = join(folder, 'fleet.graphql');
  await writeFile(supergraph, fleet.supergraphSdl);
  const gateway = await startContender(contender, { peers, folder, supergraph });
  const watchers = await openWatchers(gateway.url, { peers, ...scenario, count: scenario.sockets });
  await sleep(500);
  const publishing = fleet.publish(scenario);
  await sleep(2_500); // those that stall have stalled, code that runs often has been compiled
  watchers.take();
  const [cpu, before] = [await cpuOf([gateway.pid]), await fleet.seen()];
  const [startedAt, firstSeq, residentBefore] = [
    performance.now(),
    publishing.seq(),
    await residentBytes([gateway.pid]),
  ];
  await sleep(seconds * 1_000);
  const { delivered, p50Ms, p99Ms } = watchers.take();
  const spent = cpuSince(cpu, await cpuOf([gateway.pid])).node;
  const [after, events, took] = [await fleet.seen(), publishing.seq() - firstSeq, performance.now() - startedAt];
  const resident = await residentBytes([gateway.pid]);
  publishing.stop();
  watchers.close();
  await gateway.stop();
  fleet.stop();
  const round = (value: number) => Number(value.toFixed(1));
  return {
    gateway: contender.name,
    scenario: name,
    'CPU µs/delivery': round(spent / delivered),
    cores: Number((spent / 1_000 / took).toFixed(2)),
    'deliveries/s': Math.round((delivered * 1_000) / took),
    'p50 ms': round(p50Ms),
    'p99 ms': round(p99Ms),
    upstreams: after.live,
    'lookups/event': Number(((after.lookups - before.lookups) / events).toFixed(2)),
    'RSS MB': Math.round(resident / 1_048_576),
    'RSS growth MB': Math.round((resident - residentBefore) / 1_048_576),
  };
}

async function openFleet() {
  const child = fork(join(import.meta.dirname, 'gateway/fleet/main.ts'), [peers], { stdio: 'inherit' });
  const [{ supergraphSdl }] = (await once(child, 'message')) as [{ supergraphSdl: string }];
  return {
    supergraphSdl,
    async seen() {
      child.send('seen');
      return ((await once(child, 'message')) as [{ upstreams: number; live: number; lookups: number }])[0];
    },
    publish({ perSecond, records }: Scenario) {
      let seq = 0;
      const timer = setInterval(() => {
        seq += 1;
        const positions = Array.from({ length: records }, (_, n) => ({
          latitude: 50 + seq / 1_000,
          longitude: n,
          tracker: { id: `t${records === 1 ? seq % 50 : n}` },
        }));
        child.send({ seq, at: performance.timeOrigin + performance.now(), positions } satisfies FleetEvent);
      }, 1_000 / perSecond);
      return { seq: () => seq, stop: () => clearInterval(timer) };
    },
    stop: () => child.disconnect(),
  };
}
