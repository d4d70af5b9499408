import type { StreamPoint } from './stream-point.ts';

/**
 * Why a tracker has something to tell: it was `heard`; it fell `silent`, so that its connection is worse; it was
 * `edited`, which is everything else.
 */
export interface TrackerChange {
  readonly trackerId: string;
  readonly kind: 'heard' | 'silent' | 'edited';
}

/** Decides which changed trackers are told when, so that one that is heard all the time is not told all the time. */
export interface Conflation {
  /** Notes changes that were found behind a point. */
  note(changes: readonly TrackerChange[], behind: StreamPoint): void;
  /** The trackers to tell now. */
  due(now: number): string[];
  /** Notes that trackers were told. */
  told(trackerIds: readonly string[], now: number): void;
  /** The point behind which something is still untold, or null. */
  untold(): StreamPoint | null;
}

/** A tracker is told at most once in this time. */
const PAUSE_MS = 1_000;
/** A connected tracker that was only heard again is told at most once in this time. */
const HEARD_PAUSE_MS = 10_000;

interface Waiting {
  readonly behind: StreamPoint;
  readonly urgent: boolean;
  readonly connected: boolean | undefined;
}

/** Conflation for the streams of one tenant. It remembers every tracker it told. */
export function createConflation(): Conflation {
  const waiting = new Map<string, Waiting>();
  const last = new Map<string, { at: number; connected: boolean | undefined }>();

  function noteOne({ trackerId, kind }: TrackerChange, behind: StreamPoint): void {
    const before = waiting.get(trackerId);
    const known = before?.connected ?? last.get(trackerId)?.connected;
    const connected = kind === 'edited' ? known : kind === 'heard';
    const urgent = before?.urgent || kind !== 'heard' || known !== true;
    waiting.set(trackerId, { behind: before?.behind ?? behind, urgent, connected });
  }

  return {
    note(changes, behind) {
      // What time took away counts after what was heard: it was found out later.
      const ordered = [...changes].toSorted((a, b) => Number(a.kind === 'silent') - Number(b.kind === 'silent'));
      for (const change of ordered) noteOne(change, behind);
    },
    due(now) {
      return [...waiting.entries()].flatMap(([trackerId, { urgent }]) => {
        const silentMs = now - (last.get(trackerId)?.at ?? -Infinity);
        return silentMs >= (urgent ? PAUSE_MS : HEARD_PAUSE_MS) ? trackerId : [];
      });
    },
    told(trackerIds, now) {
      for (const trackerId of trackerIds) {
        last.set(trackerId, { at: now, connected: waiting.get(trackerId)?.connected });
        waiting.delete(trackerId);
      }
    },
    untold() {
      const [oldest] = waiting.values();
      return oldest?.behind ?? null;
    },
  };
}
