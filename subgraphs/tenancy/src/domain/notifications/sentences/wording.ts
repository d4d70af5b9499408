import type { Facts } from '../happening.ts';
import type { NotificationKind, Status } from '../kinds.ts';

/** Texts that sentences are put together from. */
export interface Parts {
  readonly who: string;
  readonly where: string;
  readonly count: string;
  readonly muster: string;
  readonly mode: string;
}

/** How one language tells what happened. */
export interface Wording {
  readonly prefixes: Readonly<Record<Status, string>>;
  readonly person: string;
  readonly asset: string;
  readonly tracker: string;
  /** A geofence whose name is not known. */
  readonly zone: string;
  readonly muster: (name: string | null) => string;
  /** Modes of musters; others are told as they are. */
  readonly modes: Readonly<Record<string, string>>;
  /** How many there are and may be, behind a colon; empty where that is not known. */
  readonly count: (facts: Pick<Facts, 'count' | 'minimum' | 'maximum'>) => string;
  readonly sentences: Readonly<Record<NotificationKind, (parts: Parts) => string>>;
}
