import type { Page, TenantAccess } from '@trekker/kit';

import { pageOfHistory } from './history.ts';
import type { PositionRow } from './rows.ts';

/** Positions that are read at once: some megabytes. */
const PAGE = 5_000;

/** A tracker and a span, Unix milliseconds, `[from, to)`. */
export interface PositionsSpan {
  readonly trackerId: string;
  readonly from: number;
  readonly to: number;
}

/** The positions of a tracker in a span, in their order, as many at once as are read together. */
export async function* positionsBetween(tenant: TenantAccess, span: PositionsSpan): AsyncGenerator<PositionRow[]> {
  for (let after: string[] | null = null; ;) {
    const page: Page = { first: PAGE - 1, after };
    const rows: PositionRow[] = await tenant.read((tx) => pageOfHistory(tx, { ...span, page }));
    if (rows.length) yield rows;
    const last: PositionRow | undefined = rows.at(-1);
    if (rows.length < PAGE || !last) return;
    after = [String(last.recorded_at), last.dedupe.toString('hex')];
  }
}
