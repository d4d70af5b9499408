import { rounded } from '../presence/cpu-time.ts';
import type { Measured } from '../presence/measured.ts';
import { fleetFixes } from './fleet.ts';
import { singleRequests } from './requests.ts';
import { runSite } from './running.ts';
import type { SiteSize } from './site.ts';
import { taken } from './taken.ts';
import { withSite } from './with-site.ts';

const TARGETS = { timesOneTenant: 1.5 };
const FIXES_EACH = 40;
const LANES = 64;
/** So that all fixes of a tracker lie within less than a silence: it is heard now. */
const EVERY_MS = 5_000;

/**
 * What it costs that trackers belong to a tenant each, beside as many trackers of one tenant: the same single
 * fixes. `TREKKER_TEST_SCALE=full` takes 1,000.
 */
export async function measureTenants(): Promise<Measured> {
  const trackers = process.env['TREKKER_TEST_SCALE'] === 'full' ? 1_000 : 200;
  const one = await measure({ tenants: 1, trackersEach: trackers, zones: false });
  const many = await measure({ tenants: trackers, trackersEach: 1, zones: false });
  const times = rounded(many.cpu / one.cpu);
  const rows = [
    { what: `1 tenant with ${trackers} trackers`, ...one },
    { what: `${trackers} tenants with 1 tracker`, ...many },
  ].map(({ cpu, ...row }) => ({ ...row, 'CPU µs/position': rounded(cpu) }));
  const verdict = { times, met: times <= TARGETS.timesOneTenant };
  return {
    tables: { 'single fixes of many tenants': rows, 'CPU beside one tenant': [verdict] },
    figures: { rows, ...verdict, targets: TARGETS },
  };
}

function measure(size: SiteSize) {
  const trackers = size.tenants * size.trackersEach;
  return withSite(size, async (dataDir, site) => {
    await using running = await runSite(dataDir, site);
    const doorOf = (tracker: number) => site.doors[Math.floor(tracker / size.trackersEach)] ?? '';
    const load = (each: number, end: number) =>
      singleRequests(fleetFixes({ trackers, each, end, everyMs: EVERY_MS }), { doorOf, lanes: LANES });
    const to = { port: running.intakePort, done: () => running.derived() };
    await taken([running.pid], load(5, Date.now() - 4 * 3_600_000), to);
    return await taken([running.pid], load(FIXES_EACH, Date.now()), to);
  });
}
