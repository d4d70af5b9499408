import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import type { NotificationsQuery } from '../../__generated__/graphql.ts';
import { useLastingQuery, type LastingAnswer } from '../../graphql/use-lasting-query.ts';
import { NOTIFICATION_RECEIVED, NOTIFICATIONS } from './documents.graphql.ts';

// What came while the stream was away before its first event is found by asking.
const LOOK_ANYWAY_MS = 60_000;

/** What the signed-in user was told; asked for anew whenever something comes. */
export function useNotifications(): LastingAnswer<NotificationsQuery> {
  const client = useClient();
  const [version, setVersion] = useState(0);
  useEffect(() => {
    const subscription = client.subscription(NOTIFICATION_RECEIVED, {}).subscribe(({ data }) => {
      if (data?.notificationReceived) setVersion((before) => before + 1);
    });
    return () => subscription.unsubscribe();
  }, [client]);
  return useLastingQuery({ query: NOTIFICATIONS }, { version, everyMs: LOOK_ANYWAY_MS });
}
