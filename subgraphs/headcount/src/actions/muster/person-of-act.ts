import type { Context } from '../../context.ts';
import type { MusterActRow, MusterPersonRow } from '../../db/rows.ts';

/** Whom an act is about, as they stand now; null for nobody whom the viewer may see. */
export async function personOfAct(ctx: Context, act: MusterActRow | null | undefined): Promise<MusterPersonRow | null> {
  const view = act ? await ctx.musterViews.load(act.musterId) : null;
  const person = view?.people.find(({ personId }) => personId === act?.personId);
  return view && person ? { person, kept: view } : null;
}
