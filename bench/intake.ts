import { measureBatches } from './intake/measure-batches.ts';
import { measureOverload } from './intake/measure-overload.ts';
import { measureSingles } from './intake/measure-singles.ts';
import { measureTenants } from './intake/measure-tenants.ts';
import { runParts } from './parts.ts';

// What it costs to take positions in, durably and with all that follows. `node bench/intake.ts [part ...]`, all parts by
// default. Figures are CPU time of the product's processes and those of its PostgreSQL where nothing else is said; load
// comes from this process, peers run in processes of their own.

await runParts('intake', {
  // Batches over HTTP, derived from in 1,000 geofences, beside INSERT by INSERT and a linear scan.
  batches: measureBatches,
  // One fix per request, beside a server that stores nothing.
  singles: measureSingles,
  // Many tenants with a tracker each, beside one tenant with all of them.
  tenants: measureTenants,
  // Acknowledgements at half the rate, and ten times more than can be done.
  overload: measureOverload,
});
