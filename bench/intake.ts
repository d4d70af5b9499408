import { measureBatches } from './intake/measure-batches.ts';
import type { Measured } from './presence/measured.ts';

const PARTS: Readonly<Record<string, () => Promise<Measured>>> = { batches: measureBatches };
for (const name of process.argv.slice(2)) {
  const { tables } = (await PARTS[name]?.()) ?? { tables: {} };
  for (const [title, rows] of Object.entries(tables)) {
    console.log(`\n${name}: ${title}`);
    console.table(rows);
  }
}
