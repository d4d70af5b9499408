/** A stretch of time `[from, to)`, Unix milliseconds; `to` is Infinity where it does not end. Of no length: one instant. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** The stretch of something that lasts while its end is null. */
export function stretchOf({ from, to }: { readonly from: number; readonly to: number | null }): Stretch {
  return { from, to: to ?? Infinity };
}

/** The end as it is told: null where there is none. */
export function endOf({ to }: Stretch): number | null {
  return to === Infinity ? null : to;
}

/** The part of a stretch, or the instant, that lies in a time of some length; null when there is none. */
export function within(stretch: Stretch, time: Stretch): Stretch | null {
  const from = Math.max(stretch.from, time.from);
  const to = Math.min(stretch.to, time.to);
  if (stretch.from === stretch.to) return time.from <= stretch.from && stretch.from < time.to ? stretch : null;
  return from < to ? { from, to } : null;
}

/** The parts of a stretch, or the instant, that lie outside of a time of some length. */
export function without(stretch: Stretch, time: Stretch): Stretch[] {
  const taken = within(stretch, time);
  if (!taken) return [stretch];
  const rest = [
    { from: stretch.from, to: taken.from },
    { from: taken.to, to: stretch.to },
  ];
  return rest.filter(({ from, to }) => from < to);
}

/** Stretches in order, those that touch as one. */
export function joined(stretches: readonly Stretch[]): Stretch[] {
  const whole: Stretch[] = [];
  for (const next of stretches.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const last = whole.at(-1);
    if (!last || last.to < next.from) whole.push(next);
    else whole[whole.length - 1] = { from: last.from, to: Math.max(last.to, next.to) };
  }
  return whole;
}

/** Whether two stretches share an instant; one of no length has the instant it begins at. */
export function overlap(a: Stretch, b: Stretch): boolean {
  if (b.from === b.to) return a.from === a.to ? a.from === b.from : within(b, a) !== null;
  return within(a, b) !== null;
}
