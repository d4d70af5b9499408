import { runParts } from './parts.ts';
import { measureEngine } from './presence/engine/measure-engine.ts';
import { measureIndex } from './presence/index/measure-index.ts';
import { measureLate } from './presence/late/measure-late.ts';

// What it costs to know which geofences positions are in, and what visits come of them. `node bench/presence.ts
// [part ...]`, all parts by default.
// Figures are CPU time where nothing else is said; peers run beside ours in the same process or on the same machine and must answer the same.

await runParts('presence', {
  // Points against an index of shapes, beside flatbush with point-in-polygon-hao and PostGIS.
  index: measureIndex,
  // Positions to visits, states included, beside the same peer with states of its own; a day of one tracker derived anew.
  engine: measureEngine,
  // Until the visits of a person are right again, through a running service.
  late: measureLate,
});
