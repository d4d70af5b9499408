import { rounded } from '../presence/cpu-time.ts';
import type { Measured } from '../presence/measured.ts';
import { cpuOf, cpuSince, type CpuTimes } from './cpu-of.ts';
import { fleetFixes } from './fleet.ts';
import { sendLoad, type LoadResult, type Shot } from './load.ts';
import { runPeer } from './peer/run-peer.ts';
import { batchRequests } from './requests.ts';
import { runSite } from './running.ts';
import { withSite } from './with-site.ts';

const TARGETS = { timesPeer: 6, cpuMicroseconds: 10 };
const TRACKERS = 1_000;
const FIXES_EACH = 200;
/** The peer is slow; it gets a part of the same fixes. */
const PEER_FIXES_EACH = 20;
const LANES = 8;
const BATCH = 500;

/**
 * Batches of 500 positions over HTTP until they are acknowledged, in the history, and derived from in 1,000 geofences,
 * beside a server that inserts each and looks through all geofences.
 */
export async function measureBatches(): Promise<Measured> {
  const ours = await withSite({ tenants: 1, trackersEach: TRACKERS }, async (dataDir, site) => {
    await using running = await runSite(dataDir, site);
    const [door = ''] = site.doors;
    const shots = (each: number, end: number) =>
      batchRequests(fleetFixes({ trackers: TRACKERS, each, end }), { door, lanes: LANES, size: BATCH });
    const now = Date.now();
    // Programs that were never run are not what is measured.
    await sendLoad({ port: running.intakePort, lanes: shots(20, now - 4 * 3_600_000) });
    await running.derived();
    return await taken([running.pid], shots(FIXES_EACH, now - 3_600_000), {
      port: running.intakePort,
      then: () => running.derived(),
    });
  });
  await using peer = await runPeer(TRACKERS);
  const door = '/';
  const fixes = fleetFixes({ trackers: TRACKERS, each: PEER_FIXES_EACH, end: Date.now() });
  const theirs = await taken([peer.pid], batchRequests(fixes, { door, lanes: LANES, size: BATCH }), { port: peer.port });
  const times = rounded(theirs.cpu / ours.cpu);
  const rows = [
    { what: 'trekker', ...ours },
    { what: 'INSERT each, linear scan', ...theirs },
  ].map(({ cpu, ...row }) => ({ ...row, 'CPU µs/position': rounded(cpu) }));
  const verdict = { times, met: times >= TARGETS.timesPeer && ours.cpu <= TARGETS.cpuMicroseconds };
  return {
    tables: { 'batches of 500, 1,000 trackers, 1,000 geofences, derived': rows, 'less CPU than the peer': [verdict] },
    figures: { rows, ...verdict, targets: TARGETS },
  };
}

/** CPU time per position of processes while a load is sent and everything is derived from it. */
async function taken(
  roots: readonly number[],
  lanes: readonly (readonly Shot[])[],
  { port, then = async () => {} }: { port: number; then?: () => Promise<void> },
) {
  const before = await cpuOf(roots);
  const began = performance.now();
  const load = await sendLoad({ port, lanes });
  await then();
  const wall = performance.now() - began;
  return figuresOf(load, { cpu: cpuSince(before, await cpuOf(roots)), wall });
}

function figuresOf({ acknowledged, wallMilliseconds }: LoadResult, { cpu, wall }: { cpu: CpuTimes; wall: number }) {
  return {
    positions: acknowledged,
    'acknowledged/s': rounded(acknowledged / (wallMilliseconds / 1_000)),
    'derived/s': rounded(acknowledged / (wall / 1_000)),
    'node µs': rounded(cpu.node / acknowledged),
    'postgres µs': rounded(cpu.postgres / acknowledged),
    cpu: (cpu.node + cpu.postgres) / acknowledged,
  };
}
