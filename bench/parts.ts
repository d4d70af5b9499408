import type { Measured } from './presence/measured.ts';

/**
 * Runs the parts of a benchmark that the command line names, all by default; prints a table for people each, and all
 * figures as one line of JSON. Fails on a part that does not exist.
 */
export async function runParts(bench: string, parts: Readonly<Record<string, () => Promise<Measured>>>): Promise<void> {
  const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(parts);
  const unknown = wanted.filter((name) => parts[name] === undefined);
  if (unknown.length > 0) throw new Error(`no part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`);
  const figures: Record<string, object> = {};
  for (const name of wanted) {
    const measured = await parts[name]?.();
    if (measured === undefined) continue;
    figures[name] = measured.figures;
    for (const [title, rows] of Object.entries(measured.tables)) {
      console.log(`\n${name}: ${title}`);
      console.table(rows);
    }
  }
  console.log(JSON.stringify({ bench, node: process.versions.node, ...figures }));
}
