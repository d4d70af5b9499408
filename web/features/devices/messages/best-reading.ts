/** What of a reading says how well it fits. */
export interface Reading {
  readonly droppedBytes: number;
  readonly frames: readonly {
    readonly hex: string;
    readonly checksum: 'RIGHT' | 'WRONG' | 'NONE';
    readonly messages: readonly { readonly kind: string; readonly fields: readonly unknown[] }[];
  }[];
}

const WORTH: Readonly<Record<string, number>> = {
  FIX: 10,
  REGION: 6,
  HEARTBEAT: 4,
  LOST: 4,
  UNSUPPORTED: 0,
  MALFORMED: -6,
};
const CHECKSUMS = { RIGHT: 20, NONE: 0, WRONG: -10 } as const;

/**
 * How well a reading fits: right checksums say most, then what can be understood; unread bytes and unreadable frames speak
 * against it. Null where there is not one frame that says anything, or more is left out than read.
 */
export function fitOf({ frames, droppedBytes }: Reading): number | null {
  const said = frames.flatMap(({ messages }) => messages);
  if (!said.some(({ kind }) => (WORTH[kind] ?? 0) > 0)) return null;
  const readBytes = frames.reduce((sum, { hex }) => sum + hex.length / 2, 0);
  if (droppedBytes > readBytes) return null;
  const worth = said.reduce((sum, { kind, fields }) => sum + (WORTH[kind] ?? 0) + fields.length / 100, 0);
  const sums = frames.reduce((sum, { checksum }) => sum + CHECKSUMS[checksum], 0);
  return (worth + sums) / frames.length - droppedBytes / 10;
}

/** The protocol whose reading fits best, or null where none fits. @param readings by protocol; null where it cannot be read. */
export function bestReading<R extends Reading>(
  readings: ReadonlyMap<string, R | null>,
): { protocol: string; reading: R } | null {
  let best: { protocol: string; reading: R; fit: number } | null = null;
  for (const [protocol, reading] of readings) {
    const fit = reading && fitOf(reading);
    if (reading && fit !== null && (!best || fit > best.fit)) best = { protocol, reading, fit };
  }
  return best && { protocol: best.protocol, reading: best.reading };
}
