/** Where an instant lies on the bar of a day, from 0 at its beginning to 1 at its end. Instants outside lie at an end. */
export function placeOnDay(instant: number, { from, to }: { readonly from: number; readonly to: number }): number {
  return Math.min(1, Math.max(0, (instant - from) / (to - from)));
}
