import { createTurn } from '@trekker/kit';

import type { Context } from '../../context.ts';
import { clockActs } from '../../db/muster/acts.ts';
import type { MusterReportRow } from '../../db/rows.ts';
import { pausesOf } from '../../domain/muster/clock.ts';
import { preparePaths } from '../../domain/muster/paths.ts';
import { reportOf } from '../../domain/muster/report.ts';
import { isOpen } from '../../domain/muster/session.ts';
import type { MusterView } from './views.ts';

/** How an evacuation went, of the people whom the viewer may see. */
export async function reportMuster(ctx: Context, { muster, board, people }: MusterView): Promise<MusterReportRow> {
  const acts = await ctx.tenant.read((tx) => clockActs(tx, muster.musterId));
  const { session, histories } = board;
  const { expectedMinutes, status, endedAt } = muster;
  const until = endedAt ?? Math.max(board.until, ctx.clock.now());
  const source = { session, people, histories, pauses: pausesOf(acts), expectedMinutes, until, isOpen: isOpen(status) };
  await preparePaths(source, createTurn());
  return { muster, ...reportOf(source) };
}
