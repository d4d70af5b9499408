import { csvRows } from './csv-rows.ts';
import { readText } from './read-text.ts';
import type { Transition } from './transition.ts';

/** Transitions that a brute-force computation found, from a file with the columns `t,id,zone,event` (`t` in Unix seconds). */
export async function readTruth(path: string): Promise<Transition[]> {
  const transitions: Transition[] = [];
  for (const row of csvRows(await readText(path))) {
    const kind = row.text('event');
    if (kind !== 'enter' && kind !== 'exit') throw new Error(`event must be enter or exit, got ${kind} in ${path}`);
    transitions.push({ identifier: row.text('id'), zone: row.text('zone'), at: row.number('t') * 1_000, kind });
  }
  return transitions;
}
