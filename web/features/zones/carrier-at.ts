/** Who or what carried a tracker during `[from, to)`; RFC 3339, `to` null while it lasts. */
export interface PastCarrier {
  readonly from: string;
  readonly to: string | null;
  readonly person: { readonly id: string; readonly name: string } | null;
  readonly asset: { readonly id: string; readonly name: string } | null;
}

/** Whoever carried a tracker at an instant, or null when nobody did whom the viewer may see. @param at RFC 3339. */
export function carrierAt(
  assignments: readonly PastCarrier[],
  at: string,
): { readonly kind: 'people' | 'assets'; readonly id: string; readonly name: string } | null {
  const instant = Date.parse(at);
  const then = assignments.find(
    ({ from, to }) => Date.parse(from) <= instant && (to === null || instant < Date.parse(to)),
  );
  if (then?.person) return { kind: 'people', ...then.person };
  return then?.asset ? { kind: 'assets', ...then.asset } : null;
}
