import { EVENT_KINDS, type EventKind, type NotificationKind, type Outcome, type PersonalChannel } from './kinds.ts';
import type { QuietHours } from './quiet-hours.ts';
import type { Target } from './target.ts';

/** How a user wants to be told, whatever rules say. */
export interface Preferences {
  readonly leftOut: readonly LeftOut[];
  /** When nothing but what is urgent leaves the app. */
  readonly quietHours: QuietHours | null;
}

/** Of one kind of event, how the user is not told. */
export interface LeftOut {
  readonly kind: EventKind;
  readonly channels: readonly PersonalChannel[];
}

/** Of who never said otherwise: all that rules want told arrives at once. */
export const TOLD_ALL: Preferences = { leftOut: [], quietHours: null };

/** What saves lives: it always arrives in the app, and no quiet hours hold it back. */
export const URGENT_KINDS: readonly EventKind[] = EVENT_KINDS.filter((kind) => kind.startsWith('MUSTER_'));

/** What comes of telling a target of something that a rule wants told, by the preferences of the user behind it. */
export function outcomeFor(
  preferences: Preferences | undefined,
  { outcome, kind, channel }: { outcome: Outcome; kind: NotificationKind } & Pick<Target, 'channel'>,
): Outcome {
  if (outcome !== 'SENT' || !preferences) return outcome;
  const isLeftOut = preferences.leftOut.some((each) => each.kind === kind && includes(each.channels, channel));
  return isLeftOut ? 'LEFT_OUT' : outcome;
}

/** The quiet hours that hold for something of a kind, or null. A trial is sent at any hour: whoever tries it waits. */
export function quietHoursFor(preferences: Preferences | undefined, kind: NotificationKind): QuietHours | null {
  if (kind === 'TEST' || includes(URGENT_KINDS, kind)) return null;
  return preferences?.quietHours ?? null;
}

function includes(list: readonly unknown[], one: unknown): boolean {
  return list.includes(one);
}
