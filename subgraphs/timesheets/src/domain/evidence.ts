import type { Sheet } from './timesheet.ts';

/** The sheet without the names of some visits: those that turned out never to have been cannot be shown any more. */
export function withoutVisits(sheet: Sheet, gone: ReadonlySet<string>): Sheet {
  if (!gone.size) return sheet;
  const left = <T extends { readonly visitIds: readonly string[] }>(one: T): T => ({
    ...one,
    visitIds: one.visitIds.filter((id) => !gone.has(id)),
  });
  return {
    ...sheet,
    days: sheet.days.map((day) => ({ ...day, lines: day.lines.map(left), exceptions: day.exceptions.map(left) })),
  };
}
