import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import type { NotificationsQuery } from '../../__generated__/graphql.ts';
import { useLastingQuery, type LastingAnswer } from '../../graphql/use-lasting-query.ts';
import { NOTIFICATION_RECEIVED } from '../../live/told/told.graphql.ts';
import { NOTIFICATIONS } from './documents.graphql.ts';
import { NEWEST, olderThan } from './told-window.ts';

/** A part of what the signed-in user was told, and the ways on from it. */
export interface Told extends LastingAnswer<NotificationsQuery> {
  /** Shows what is older; null at the end. */
  readonly showOlder: (() => void) | null;
  /** Goes back to the newest; null where they are shown. */
  readonly showNewest: (() => void) | null;
}

// What came while the stream was away before its first event is found by asking.
const LOOK_ANYWAY_MS = 60_000;

/** What the signed-in user was told; asked for anew whenever something comes. */
export function useNotifications(): Told {
  const client = useClient();
  const [version, setVersion] = useState(0);
  const [window, show] = useState(NEWEST);
  useEffect(() => {
    const subscription = client.subscription(NOTIFICATION_RECEIVED, {}).subscribe(({ data }) => {
      if (data?.notificationReceived) setVersion((before) => before + 1);
    });
    return () => subscription.unsubscribe();
  }, [client]);
  const question = { query: NOTIFICATIONS, variables: { ...window } };
  const answer = useLastingQuery(question, { version, everyMs: LOOK_ANYWAY_MS });
  const older = answer.data ? olderThan(window, answer.data.notifications.pageInfo) : null;
  return {
    ...answer,
    showOlder: older && (() => show(older)),
    showNewest: window.after === null ? null : () => show(NEWEST),
  };
}
