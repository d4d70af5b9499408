import { runParts } from './parts.ts';
import { measureHours } from './map/measure-hours.ts';
import { measureScript } from './map/measure-script.ts';
import { measureTrackers } from './map/measure-trackers.ts';

// What moving trackers cost the page that shows them, in a real Chromium that draws by software, beside GeoJSON `setData`
// of the same points in the same run. `node bench/map.ts [part ...]`, all parts by default. Chromium is that of
// TREKKER_CHROMIUM. Times are of the page's main thread; under load of others they grow, ratios do not.

await runParts('map', {
  // 1,000, 10,000 and 100,000 trackers that all move with every update.
  trackers: measureTrackers,
  // The heap over so many updates; TREKKER_BENCH_MAP_UPDATES, 115200 are those of eight hours.
  hours: measureHours,
  // What the map page loads before the library that draws; of the last build of the web app.
  script: measureScript,
});
