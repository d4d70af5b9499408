/**
 * The day to look at of a week: the one that was asked for, or the last with hours or with something to look at, or the
 * first. Null of a week without days.
 */
export function shownDay<
  Day extends { readonly date: string; readonly onSiteSeconds: number; readonly exceptions: readonly unknown[] },
>(days: readonly Day[], date: string | null): Day | null {
  const asked = days.find((day) => day.date === date);
  const last = days.findLast(({ onSiteSeconds, exceptions }) => onSiteSeconds > 0 || exceptions.length > 0);
  return asked ?? last ?? days[0] ?? null;
}

/** The longest stretch of a day, the first of equals; null of a day without any. */
export function longestOf<Line extends { readonly seconds: number }>({
  lines,
}: {
  readonly lines: readonly Line[];
}): Line | null {
  return lines.reduce<Line | null>(
    (longest, line) => (longest && longest.seconds >= line.seconds ? longest : line),
    null,
  );
}
