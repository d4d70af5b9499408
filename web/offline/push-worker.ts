/** The part of a worker's global scope that pushes use. */
export interface PushScope {
  readonly location: { readonly origin: string };
  readonly registration: {
    readonly pushManager: { subscribe(options: object): Promise<unknown> };
    showNotification(title: string, options: object): Promise<void>;
  };
  readonly clients: {
    matchAll(options: object): Promise<readonly PushClient[]>;
    openWindow(url: string): Promise<unknown>;
  };
  addEventListener(type: 'push', listener: (event: Pushed) => void): void;
  addEventListener(type: 'notificationclick', listener: (event: Clicked) => void): void;
  addEventListener(type: 'pushsubscriptionchange', listener: (event: Changed) => void): void;
}

/** What the worker tells open pages when the browser was given another subscription. */
export interface PushMessage {
  readonly kind: 'push-changed';
}

interface PushClient {
  readonly url: string;
  focus(): Promise<unknown>;
  postMessage(message: PushMessage): void;
}

interface Lasting {
  waitUntil(work: Promise<unknown>): void;
}

interface Pushed extends Lasting {
  readonly data: { json(): unknown } | null;
}

interface Clicked extends Lasting {
  readonly notification: { readonly data: unknown; close(): void };
}

interface Changed extends Lasting {
  readonly oldSubscription?: { readonly options: object } | null;
  readonly newSubscription?: object | null;
}

/**
 * Shows what the installation tells this device, and leads to it. What is shown comes as it is to be read; a link leads to
 * the web app itself, whatever it says. Its text is what browsers are sent: it may use nothing outside of itself.
 */
export function showPushes(scope: PushScope): void {
  scope.addEventListener('push', (event) => event.waitUntil(show(contentOf(event.data))));
  scope.addEventListener('notificationclick', (event) => {
    event.notification.close();
    event.waitUntil(lead(event.notification.data));
  });
  scope.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(renew(event)));

  /** Something is shown for every push, or browsers take the permission back. */
  function show({ title, body, tag, at, language, path }: Readonly<Record<string, unknown>>): Promise<void> {
    const isTagged = typeof tag === 'string' && tag !== '';
    return scope.registration.showNotification(typeof title === 'string' ? title : 'Trekker', {
      ...(typeof body === 'string' ? { body } : {}),
      ...(isTagged ? { tag, renotify: true } : {}),
      ...(typeof at === 'number' ? { timestamp: at } : {}),
      ...(typeof language === 'string' ? { lang: language } : {}),
      icon: '/icons/any-192.png',
      data: path,
    });
  }

  function contentOf(data: Pushed['data']): Readonly<Record<string, unknown>> {
    try {
      return Object(data?.json()) as Record<string, unknown>;
    } catch {
      return {}; // no JSON
    }
  }

  /** A page that shows it already is brought to the front; no other page is torn from what somebody does there. */
  async function lead(path: unknown): Promise<void> {
    const home = new URL('/', scope.location.origin);
    const wanted = typeof path === 'string' && path.startsWith('/') ? new URL(path, home) : home;
    const url = (wanted.origin === home.origin ? wanted : home).href;
    const pages = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
    const page = pages.find((each) => each.url === url);
    await (page ? page.focus() : scope.clients.openWindow(url));
  }

  /** The next page that is shown tells the server where the browser is now; open ones do at once. */
  async function renew({ oldSubscription, newSubscription }: Changed): Promise<void> {
    if (!newSubscription && oldSubscription) await scope.registration.pushManager.subscribe(oldSubscription.options);
    const pages = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
    // eslint-disable-next-line unicorn/require-post-message-target-origin -- a client of a worker is always of its origin
    for (const each of pages) each.postMessage({ kind: 'push-changed' });
  }
}
