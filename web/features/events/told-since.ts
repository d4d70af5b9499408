import type { SeenToFragment } from '../../__generated__/graphql.ts';
import type { FedEvent } from './event-list.ts';

/** What came of notifications since the events were asked for, by the event they tell of. */
export type ToldSince = ReadonlyMap<string, SeenToFragment>;

/** Nothing yet. */
export const NOTHING_SINCE: ToldSince = new Map();

/** With what was told last of an event. */
export function withNotification(since: ToldSince, told: SeenToFragment): ToldSince {
  return new Map(since).set(told.eventId, told);
}

/** What the signed-in user was told of an event, as it stands; null: nothing. */
export function toldOf(since: ToldSince, { event }: FedEvent): SeenToFragment | null {
  return since.get(event.id) ?? event.notification ?? null;
}
