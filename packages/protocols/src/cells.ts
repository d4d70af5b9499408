/** A cell of a mobile network that a device sees. An absent number was not reported. */
export interface Cell {
  /** Mobile country code. */
  readonly mcc?: number | undefined;
  /** Mobile network code. */
  readonly mnc?: number | undefined;
  /** Location area code, or tracking area code. */
  readonly area: number;
  readonly cell: number;
  /** Strength of the signal, dBm. */
  readonly dbm?: number | undefined;
}

/** Cells as the value of the attribute `cells`: `mcc,mnc,area,cell[,dBm]`, joined by `;`; undefined where there are none. */
export function cellsText(cells: readonly Cell[]): string | undefined {
  if (cells.length === 0) return undefined;
  return cells
    .map(({ mcc, mnc, area, cell, dbm }) =>
      [mcc ?? '', mnc ?? '', area, cell, ...(dbm === undefined ? [] : [dbm])].join(),
    )
    .join(';');
}
