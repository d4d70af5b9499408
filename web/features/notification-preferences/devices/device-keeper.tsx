'use client';

import { useEffect } from 'react';
import { useClient } from 'urql';
import { useViewing } from '../../../live/viewer-provider.tsx';
import { browserSubscription, leaveDevice, rememberedDevice } from '../../../offline/push-device.ts';
import type { PushMessage } from '../../../offline/push-worker.ts';
import { turnOf } from './device-turn.ts';
import { DEVICES } from './documents.graphql.ts';
import { useTellServer } from './use-tell-server.ts';

/**
 * Keeps what the server knows of this browser right: it is of the present session and at its present address, or is told
 * nothing any more.
 */
export function DeviceKeeper() {
  const userId = useViewing().viewer.user?.id ?? null;
  const client = useClient();
  const tellServer = useTellServer(userId);
  useEffect(() => {
    async function look(): Promise<void> {
      const browser = await browserSubscription();
      if (!browser || userId === null) return;
      const remembered = rememberedDevice();
      if (remembered?.userId !== userId) return leaveDevice();
      const webPush = (await client.query(DEVICES, {}, { requestPolicy: 'network-only' })).data?.webPush;
      if (!webPush) return;
      if (turnOf({ remembered, userId, endpoint: browser.endpoint, webPush }) === 'leave') return leaveDevice();
      await tellServer(browser);
    }
    const again = ({ data }: MessageEvent<Partial<PushMessage> | null>) => {
      if (data?.kind === 'push-changed') look().catch(() => null);
    };
    const workers = 'serviceWorker' in navigator ? navigator.serviceWorker : null;
    workers?.addEventListener('message', again);
    // Without an answer, or a browser that lets nothing be kept: the next page looks again.
    look().catch(() => null);
    return () => workers?.removeEventListener('message', again);
  }, [client, tellServer, userId]);
  return null;
}
