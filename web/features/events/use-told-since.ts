import { useCallback, useEffect, useState } from 'react';
import { useClient } from 'urql';
import type { SeenToFragment } from '../../__generated__/graphql.ts';
import { NOTIFICATION_RECEIVED } from '../../live/told/told.graphql.ts';
import { useMay } from '../../live/viewer-provider.tsx';
import { NOTHING_SINCE, withNotification, type ToldSince } from './told-since.ts';

/** What comes of notifications from now on. */
export interface FollowedNotifications {
  readonly since: ToldSince;
  /** Takes what a change of one's own answered. */
  readonly note: (told: SeenToFragment) => void;
}

/** Follows what the signed-in user is told, for those who may know. */
export function useToldSince(): FollowedNotifications {
  const client = useClient();
  const may = useMay('notifications:read');
  const [since, setSince] = useState(NOTHING_SINCE);
  const note = useCallback((told: SeenToFragment) => setSince((before) => withNotification(before, told)), []);
  useEffect(() => {
    if (!may) return undefined;
    const followed = client.subscription(NOTIFICATION_RECEIVED, {}).subscribe(({ data }) => {
      if (data?.notificationReceived) note(data.notificationReceived.notification);
    });
    return () => followed.unsubscribe();
  }, [client, may, note]);
  return { since, note };
}
