import type {
  NotificationChannel,
  NotificationKind,
  OwnPreferencesFragment,
  SetNotificationPreferencesInput,
} from '../../__generated__/graphql.ts';
import { KINDS } from '../../live/notification-kinds.ts';
import { textOf } from '../../ui/form-text.ts';

/** How a user may be told, in the order of the columns. */
export const CHANNELS = ['IN_APP', 'EMAIL', 'PUSH'] as const satisfies readonly NotificationChannel[];
export type PersonalChannel = (typeof CHANNELS)[number];

type Preferences = Pick<OwnPreferencesFragment, 'leftOut' | 'urgentKinds'>;

/** Whether the user is told of something this way. */
export function isTold({ leftOut }: Preferences, kind: NotificationKind, channel: PersonalChannel): boolean {
  return !leftOut.some((each) => each.kind === kind && each.channels.includes(channel));
}

/** Whether nobody can leave it out. */
export function isFixed({ urgentKinds }: Preferences, kind: NotificationKind, channel: PersonalChannel): boolean {
  return channel === 'IN_APP' && urgentKinds.includes(kind);
}

/** Reads the form: what is not ticked is left out. Quiet hours need both ends: one alone is none. */
export function readPreferenceForm(form: FormData, preferences: Preferences): SetNotificationPreferencesInput {
  const leftOut = KINDS.flatMap((kind) => {
    const channels = CHANNELS.filter(
      (channel) => !isFixed(preferences, kind, channel) && !form.getAll(channel).includes(kind),
    );
    return channels.length ? [{ kind, channels }] : [];
  });
  const [from, to] = [textOf(form, 'quietFrom'), textOf(form, 'quietTo')];
  const timeZone = textOf(form, 'timeZone').trim() || null;
  return { leftOut, quietHours: from && to ? { from, to, timeZone } : null };
}
