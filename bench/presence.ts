import { measureEngine } from './presence/engine/measure-engine.ts';
import { measureIndex } from './presence/index/measure-index.ts';
import { measureLate } from './presence/late/measure-late.ts';
import type { Measured } from './presence/measured.ts';

// What it costs to know which geofences positions are in, and what visits come of them. `node bench/presence.ts
// [part ...]`, all parts by default.
// Figures are CPU time where nothing else is said; peers run beside ours in the same process or on the same machine and must answer the same.

const PARTS: Readonly<Record<string, () => Promise<Measured>>> = {
  // Points against an index of shapes, beside flatbush with point-in-polygon-hao and PostGIS.
  index: measureIndex,
  // Positions to visits, states included, beside the same peer with states of its own; a day of one tracker derived anew.
  engine: measureEngine,
  // Until the visits of a person are right again, through a running service.
  late: measureLate,
};

const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(PARTS);
const unknown = wanted.filter((name) => PARTS[name] === undefined);
if (unknown.length > 0) throw new Error(`no part ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}`);

const measured: Record<string, Measured> = {};
for (const name of wanted) {
  const result = await PARTS[name]?.();
  if (result === undefined) continue;
  measured[name] = result;
  for (const [title, rows] of Object.entries(result.tables)) {
    console.log(`\n${name}: ${title}`);
    console.table(rows);
  }
}
const parts = Object.fromEntries(Object.entries(measured).map(([name, { figures }]) => [name, figures]));
console.log(JSON.stringify({ bench: 'presence', node: process.versions.node, ...parts }));
