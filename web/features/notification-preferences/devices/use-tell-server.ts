import { useLocale } from 'next-intl';
import { useCallback } from 'react';
import { useClient } from 'urql';
import { rememberDevice, type BrowserSubscription } from '../../../offline/push-device.ts';
import { useRefusal } from '../../../ui/use-refusal.ts';
import { deviceLabel } from './device-label.ts';
import { SUBSCRIBE } from './documents.graphql.ts';

/** Tells the server where this browser is told, and remembers whose it is; gives what was wrong, or null. */
export function useTellServer(userId: string | null): (browser: BrowserSubscription) => Promise<string | null> {
  const client = useClient();
  const tell = useRefusal();
  const language = useLocale();
  return useCallback(
    async (browser) => {
      if (userId === null) return '';
      const input = { ...browser, label: deviceLabel(navigator.userAgent), language };
      const payload = (await client.mutation(SUBSCRIBE, { input })).data?.subscribeToPush;
      if (!payload?.subscription) return tell(payload?.userErrors[0]) ?? '';
      rememberDevice({ userId, subscriptionId: payload.subscription.id, endpoint: browser.endpoint });
      return null;
    },
    [client, language, tell, userId],
  );
}
