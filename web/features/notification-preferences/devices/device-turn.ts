import type { RememberedDevice } from '../../../offline/push-device.ts';

/** What becomes of a browser's subscription when a page is shown. */
export type DeviceTurn = 'leave' | 'keep';

/**
 * Whether the browser goes on telling: it is left where it was somebody else's, where it was removed at another device, and
 * where the installation tells nobody. One that was given another address meanwhile is not known under it yet.
 */
export function turnOf({
  remembered,
  userId,
  endpoint,
  webPush,
}: {
  readonly remembered: RememberedDevice | null;
  readonly userId: string;
  readonly endpoint: string;
  readonly webPush: { readonly serverKey?: string | null; readonly subscriptions: readonly { readonly id: string }[] };
}): DeviceTurn {
  if (remembered?.userId !== userId || !webPush.serverKey) return 'leave';
  const isKnown = webPush.subscriptions.some(({ id }) => id === remembered.subscriptionId);
  return isKnown || remembered.endpoint !== endpoint ? 'keep' : 'leave';
}
