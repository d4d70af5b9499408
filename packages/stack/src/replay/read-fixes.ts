import { csvRows } from './csv-rows.ts';
import { readText } from './read-text.ts';
import type { RecordedFix } from './recorded-fix.ts';

/** The first fixes of a recording with the columns `id,t,lat,lon` (`t` in Unix seconds), in its order. */
export async function readFixes(path: string, limit: number = Number.POSITIVE_INFINITY): Promise<RecordedFix[]> {
  const fixes: RecordedFix[] = [];
  const names = new Map<string, string>();
  for (const row of csvRows(await readText(path))) {
    if (fixes.length >= limit) break;
    fixes.push({
      identifier: shared(names, row.text('id')),
      at: row.number('t') * 1_000,
      latitude: row.number('lat'),
      longitude: row.number('lon'),
    });
  }
  return fixes;
}

/** One string for all equal ones: a cell keeps the whole file it was cut from in memory. */
function shared(names: Map<string, string>, cell: string): string {
  const known = names.get(cell);
  if (known !== undefined) return known;
  const own = Buffer.from(cell).toString();
  names.set(own, own);
  return own;
}
