/** Why a browser cannot be told anything. */
export type PushHindrance = 'unsupported' | 'insecure' | 'no-worker' | 'denied';

/** What this browser remembers of being told: whom, and where it was. */
export interface RememberedDevice {
  readonly userId: string;
  readonly subscriptionId: string;
  readonly endpoint: string;
}

/** What the server is told of a browser. */
export interface BrowserSubscription {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

const KEY = 'trekker-push';

/** What keeps this browser from being told, or null. Asks nobody anything. */
export async function pushHindrance(): Promise<PushHindrance | null> {
  if (!isSecureContext) return 'insecure';
  if (!('serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis)) {
    return 'unsupported';
  }
  if (Notification.permission === 'denied') return 'denied';
  return (await navigator.serviceWorker.getRegistration()) ? null : 'no-worker';
}

/**
 * Asks for the permission and subscribes at the browser's push service; says what hinders it instead. Fails where the push
 * service cannot be reached.
 */
export async function subscribeBrowser(serverKey: string): Promise<BrowserSubscription | PushHindrance> {
  const hindrance = await pushHindrance();
  if (hindrance) return hindrance;
  if ((await Notification.requestPermission()) !== 'granted') return 'denied';
  const { pushManager } = await navigator.serviceWorker.ready;
  // One of another key refuses to become one of this.
  await (await pushManager.getSubscription())?.unsubscribe();
  return partsOf(await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: serverKey }));
}

/** The subscription of this browser, or null. */
export async function browserSubscription(): Promise<BrowserSubscription | null> {
  const subscription = await currentSubscription();
  return subscription && partsOf(subscription);
}

/** Ends the browser's subscription, so that nobody tells it anything, and forgets whose it was. */
export async function leaveDevice(): Promise<void> {
  localStorage.removeItem(KEY);
  await (await currentSubscription())?.unsubscribe();
}

/** Whose this browser is, as far as it knows. */
export function rememberedDevice(): RememberedDevice | null {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Partial<RememberedDevice> | null;
    const { userId, subscriptionId, endpoint } = kept ?? {};
    return userId && subscriptionId && endpoint ? { userId, subscriptionId, endpoint } : null;
  } catch {
    return null; // not written by us
  }
}

export function rememberDevice(device: RememberedDevice): void {
  localStorage.setItem(KEY, JSON.stringify(device));
}

async function currentSubscription(): Promise<PushSubscription | null> {
  if (!('serviceWorker' in navigator && 'PushManager' in globalThis)) return null;
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager.getSubscription()) ?? null;
}

function partsOf(subscription: PushSubscription): BrowserSubscription {
  const { endpoint = '', keys = {} } = subscription.toJSON();
  return { endpoint, p256dh: keys['p256dh'] ?? '', auth: keys['auth'] ?? '' };
}
