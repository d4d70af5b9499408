import { useCallback, useEffect, useState } from 'react';
import {
  browserSubscription,
  leaveDevice,
  pushHindrance,
  rememberedDevice,
  subscribeBrowser,
  type PushHindrance,
} from '../../../offline/push-device.ts';
import { useTellServer } from './use-tell-server.ts';

/** What this browser is among the user's devices. */
export interface ThisDevice {
  /** Why it cannot be switched on, or null; undefined until that is known. */
  readonly hindrance: PushHindrance | null | undefined;
  /** Its id among the user's devices; null where it is not switched on. */
  readonly subscriptionId: string | null;
  /** What went wrong last: a sentence of the server, or empty where there is none. */
  readonly failure: string | null;
  readonly busy: boolean;
  readonly switchOn: (serverKey: string) => Promise<void>;
  readonly switchOff: () => Promise<void>;
}

/** Whether this browser is told, and what changes that. */
export function useThisDevice(userId: string | null): ThisDevice {
  const tellServer = useTellServer(userId);
  const [hindrance, setHindrance] = useState<PushHindrance | null>();
  const [subscriptionId, setSubscriptionId] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const look = useCallback(async () => {
    const remembered = rememberedDevice();
    const isOwn = remembered?.userId === userId && (await browserSubscription()) !== null;
    setSubscriptionId(isOwn ? (remembered?.subscriptionId ?? null) : null);
    setHindrance(await pushHindrance());
  }, [userId]);
  useEffect(() => void look().catch(() => setHindrance('unsupported')), [look]);

  const change = useCallback(
    async (work: () => Promise<string | null>) => {
      setBusy(true);
      // A push service that cannot be reached fails with words of the browser, which nobody understands.
      setFailure(await work().catch(() => ''));
      await look().catch(() => null);
      setBusy(false);
    },
    [look],
  );

  return {
    hindrance,
    subscriptionId,
    failure,
    busy,
    switchOn: (serverKey) =>
      change(async () => {
        const browser = await subscribeBrowser(serverKey);
        if (typeof browser === 'string') return null;
        const problem = await tellServer(browser);
        if (problem !== null) await leaveDevice();
        return problem;
      }),
    switchOff: () =>
      change(async () => {
        await leaveDevice();
        return null;
      }),
  };
}
