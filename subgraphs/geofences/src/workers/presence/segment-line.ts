import type { KeptSegment } from '../../db/fixes.ts';
import type { Segment } from '../../domain/presence/replay.ts';

/** A segment with the time of its first fix, which names it; null for the fixes behind all segments. */
export type LineSegment = Segment & { readonly from: number | null };

/** A tracker's segments one after another, read as they are needed; the last one are the fixes behind all segments. */
export interface SegmentLine {
  /** Goes to the segment in which an instant lies, the first one where it lies before all. */
  open(at: number): Promise<LineSegment>;
  /** Where the line stands. */
  readonly current: LineSegment;
  /** The first fix of the next segment, null at the last. */
  nextFrom(): Promise<number | null>;
  /** Goes on to the next segment; null at the last. */
  next(): Promise<LineSegment | null>;
}

/** How many segments are read at first, which is nearly always enough, and at once by whoever goes on beyond them. */
const FIRST_PAGE = 8;
const FURTHER_PAGE = 96;

/** @param read segments from the one in which an instant lies on, at most so many. */
export function openLine(
  recent: Segment,
  read: (at: number, most: number) => Promise<readonly KeptSegment[]>,
): SegmentLine {
  const last: LineSegment = { ...recent, from: null };
  let page: readonly LineSegment[] = [last];
  let index = 0;

  /** Reads on until what follows the present segment is at hand. */
  async function readOn(): Promise<void> {
    const { current } = line;
    if (current.from === null || index + 1 < page.length) return;
    const more = await read(current.from, FURTHER_PAGE);
    page = more.length < FURTHER_PAGE ? [...more, last] : more;
    index = 0;
  }

  const line: SegmentLine = {
    get current() {
      return page[index] ?? last;
    },
    async open(at) {
      const first = recent.fixes[0]?.recordedAt ?? Infinity;
      const found = first <= at ? [] : await read(at, FIRST_PAGE);
      page = found.length < FIRST_PAGE ? [...found, last] : found;
      index = 0;
      return line.current;
    },
    async nextFrom() {
      await readOn();
      const next = page[index + 1];
      return next ? (next.fixes[0]?.recordedAt ?? null) : null;
    },
    async next() {
      await readOn();
      if (line.current.from === null) return null;
      index += 1;
      return line.current;
    },
  };
  return line;
}
