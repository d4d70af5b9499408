import { type Cell, cellsText } from '../cells.ts';

/** The cells that a report names, wherever they stand: country and network in decimal, area and cell in hexadecimal. */
export function cellsOf(fields: readonly string[]): string | undefined {
  const cells: Cell[] = [];
  for (let at = 0; at + 3 < fields.length; at += 1) {
    const cell = cellAt(fields, at);
    if (cell === undefined) continue;
    cells.push(cell);
    at += 3;
  }
  return cellsText(cells);
}

function cellAt(fields: readonly string[], at: number): Cell | undefined {
  const [mcc = '', mnc = '', area = '', cell = ''] = fields.slice(at, at + 4);
  if (!/^0?[1-9]\d\d$/u.test(mcc) || !/^\d{2,4}$/u.test(mnc)) return undefined;
  if (!/^[\da-f]{3,8}$/iu.test(area) || !/^[\da-f]{3,8}$/iu.test(cell)) return undefined;
  return { mcc: Number(mcc), mnc: Number(mnc), area: Number.parseInt(area, 16), cell: Number.parseInt(cell, 16) };
}

/** The access points that a report names: twelve hexadecimal digits, and the strength of the signal in dBm. */
export function wifiOf(fields: readonly string[]): string | undefined {
  const seen = fields.flatMap((field, at) => {
    const dbm = fields[at + 1] ?? '';
    return /^[\da-f]{12}$/iu.test(field) && /^-\d{1,3}$/u.test(dbm) ? [`${dashed(field)},${dbm}`] : [];
  });
  return seen.length > 0 ? seen.join(';') : undefined;
}

function dashed(mac: string): string {
  return mac.toLowerCase().replaceAll(/..(?=.)/gu, '$&-');
}
