import { rounded } from '../presence/cpu-time.ts';
import type { Measured } from '../presence/measured.ts';
import { fleetFixes } from './fleet.ts';
import { runPeer } from './peer/run-peer.ts';
import { singleRequests } from './requests.ts';
import { runSite } from './running.ts';
import { taken } from './taken.ts';
import { withSite } from './with-site.ts';

/** Part of what a server manages that stores nothing. */
const TARGETS = { partOfBare: 0.6 };
const TRACKERS = 1_000;
const FIXES_EACH = 40;
const LANES = 64;
/** All fixes of a tracker lie within less than a silence: it is heard now, as trackers are that report each by itself. */
const EVERY_MS = 5_000;

/**
 * One fix per request in OsmAnd's form over connections that stay open, acknowledged after the commit, beside a bare
 * `node:http` server that reads the query and answers at once. Nothing is derived from in zones.
 */
export async function measureSingles(): Promise<Measured> {
  const fixes = (each: number, end: number) => fleetFixes({ trackers: TRACKERS, each, end, everyMs: EVERY_MS });
  const now = Date.now();
  const ours = await withSite({ tenants: 1, trackersEach: TRACKERS, zones: false }, async (dataDir, site) => {
    await using running = await runSite(dataDir, site);
    const doorOf = () => site.doors[0] ?? '';
    const load = (each: number, end: number) => singleRequests(fixes(each, end), { doorOf, lanes: LANES });
    const to = { port: running.intakePort, done: () => running.derived() };
    await taken([running.pid], load(5, now - 4 * 3_600_000), to);
    return await taken([running.pid], load(FIXES_EACH, Date.now()), to);
  });
  await using bare = await runPeer('bare.ts', TRACKERS);
  const load = (each: number) => singleRequests(fixes(each, now), { doorOf: () => '/', lanes: LANES });
  await taken([bare.pid], load(5), { port: bare.port });
  const theirs = await taken([bare.pid], load(FIXES_EACH), { port: bare.port });
  const part = rounded(ours['acknowledged/s'] / theirs['acknowledged/s']);
  const rows = [
    { what: 'trekker, on disk', ...ours },
    { what: 'node:http, nothing stored', ...theirs },
  ].map(({ cpu, ...row }) => ({ ...row, 'CPU µs/position': rounded(cpu) }));
  const verdict = { part, met: part >= TARGETS.partOfBare };
  return {
    tables: { 'single fixes in OsmAnd’s form': rows, 'part of a server that stores nothing': [verdict] },
    figures: { rows, ...verdict, targets: TARGETS },
  };
}
