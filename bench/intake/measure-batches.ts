import { rounded } from '../presence/cpu-time.ts';
import type { Measured } from '../presence/measured.ts';
import { fleetFixes } from './fleet.ts';
import { sendLoad } from './load.ts';
import { runPeer } from './peer/run-peer.ts';
import { batchRequests } from './requests.ts';
import { runSite } from './running.ts';
import { taken } from './taken.ts';
import { withSite } from './with-site.ts';

const TARGETS = { timesPeer: 6, cpuMicroseconds: 10 };
const TRACKERS = 1_000;
const FIXES_EACH = 200;
/** The peer is slow; it gets a part of the same fixes. */
const PEER_FIXES_EACH = 20;
const LANES = 32;
const BATCH = 500;

/**
 * Batches of 500 positions over HTTP until they are acknowledged, in the history, and derived from in 1,000 geofences,
 * beside a server that inserts each and looks through all geofences.
 */
export async function measureBatches(): Promise<Measured> {
  const ours = await withSite({ tenants: 1, trackersEach: TRACKERS, zones: true }, async (dataDir, site) => {
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
      done: () => running.derived(),
    });
  });
  await using peer = await runPeer('insert-each.ts', TRACKERS);
  const door = '/';
  const fixes = fleetFixes({ trackers: TRACKERS, each: PEER_FIXES_EACH, end: Date.now() });
  const theirs = await taken([peer.pid], batchRequests(fixes, { door, lanes: LANES, size: BATCH }), {
    port: peer.port,
  });
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
