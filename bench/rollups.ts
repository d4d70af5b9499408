import { measureRollups } from './rollups/measure-rollups.ts';

// What the motion of trackers costs as it is kept, beside a scan of the history in the same run, and whether both are equal
// after late positions. `node bench/rollups.ts [trackers]`, 40 by default, each with 5,000 positions.

const trackers = Number(process.argv[2] ?? 40);
if (!Number.isInteger(trackers) || trackers < 1) throw new Error(`trackers must be 1 or more, got ${process.argv[2]}`);
const { tables, figures } = await measureRollups(trackers);
for (const [title, rows] of Object.entries(tables)) {
  console.log(`\n${title}`);
  console.table(rows);
}
console.log(JSON.stringify({ bench: 'rollups', node: process.versions.node, ...figures }));
