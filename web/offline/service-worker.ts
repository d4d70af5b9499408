/** What the worker is told by the server that serves it. */
export interface WorkerSettings {
  /** Names the build of the pages; each build gives a worker of its own, which is how a browser notices it. */
  readonly build: string;
  /** Languages with a page of being offline, the first for everybody else. */
  readonly languages: readonly string[];
  /** Cookie with the language somebody chose. */
  readonly languageCookie: string;
}

/** The part of a worker's global scope that is used here. */
export interface WorkerScope {
  readonly caches: Caches;
  readonly location: { readonly origin: string };
  readonly navigator: { readonly languages: readonly string[] };
  readonly registration: { readonly navigationPreload?: { enable(): Promise<void> } };
  readonly cookieStore?: { get(name: string): Promise<{ readonly value?: string } | null> };
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: object): Promise<readonly { postMessage(message: WorkerMessage): void }[]>;
  };
  fetch(request: Request): Promise<Response>;
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
}

/** The part of a browser's `CacheStorage` that is used here. */
interface Caches {
  open(name: string): Promise<{
    addAll(paths: readonly string[]): Promise<void>;
    put(request: Request, response: Response): Promise<void>;
    match(path: string): Promise<Response | undefined>;
  }>;
  keys(): Promise<string[]>;
  delete(name: string): Promise<boolean>;
  match(request: Request): Promise<Response | undefined>;
}

/** What the worker tells every open page when it takes over. */
export interface WorkerMessage {
  readonly kind: 'build';
  readonly build: string;
}

interface Lasting {
  waitUntil(work: Promise<unknown>): void;
}

interface Fetching extends Lasting {
  readonly request: Request;
  readonly preloadResponse?: Promise<Response | undefined>;
  respondWith(answer: Promise<Response>): void;
}

/**
 * The service worker: keeps the files a build names by their content, and a page that says one is offline. It keeps no
 * page, no answer of the API and nothing of who is signed in, so that a page always comes from the server that answers
 * it. Its text is what browsers are sent: it may use nothing outside of itself.
 */
export function serveOffline(scope: WorkerScope, { build, languages, languageCookie }: WorkerSettings): void {
  const assets = `trekker-assets-${build}`;
  const offline = `trekker-offline-${build}`;

  scope.addEventListener('install', (event) => event.waitUntil(install()));
  scope.addEventListener('activate', (event) => event.waitUntil(takeOver()));
  scope.addEventListener('fetch', (event) => {
    const { pathname, origin } = new URL(event.request.url);
    if (event.request.method !== 'GET' || origin !== scope.location.origin) return;
    if (event.request.mode === 'navigate') event.respondWith(page(event));
    else if (pathname.startsWith('/_next/static/')) event.respondWith(asset(event));
  });

  async function install(): Promise<void> {
    await scope.caches.open(assets);
    await (await scope.caches.open(offline)).addAll(languages.map((language) => `/offline/${language}`));
    await scope.skipWaiting();
  }

  /** Files of the build before stay for pages that were opened with it. */
  async function takeOver(): Promise<void> {
    const ours = (await scope.caches.keys()).filter((name) => name.startsWith('trekker-'));
    const before = ours.filter((name) => name.startsWith('trekker-assets-') && name !== assets).at(-1);
    const old = ours.filter((name) => name !== assets && name !== offline && name !== before);
    await Promise.all(old.map((name) => scope.caches.delete(name)));
    await scope.registration.navigationPreload?.enable();
    await scope.clients.claim();
    const pages = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
    // eslint-disable-next-line unicorn/require-post-message-target-origin -- a client of a worker is always of its origin
    for (const each of pages) each.postMessage({ kind: 'build', build });
  }

  async function asset(event: Fetching): Promise<Response> {
    const kept = await scope.caches.match(event.request);
    if (kept) return kept;
    const fresh = await scope.fetch(event.request);
    if (fresh.ok) {
      const copy = fresh.clone();
      event.waitUntil(scope.caches.open(assets).then((cache) => cache.put(event.request, copy)));
    }
    return fresh;
  }

  async function page({ request, preloadResponse }: Fetching): Promise<Response> {
    try {
      return (await preloadResponse) ?? (await scope.fetch(request));
    } catch {
      const cache = await scope.caches.open(offline);
      return (await cache.match(`/offline/${await language()}`)) ?? Response.error();
    }
  }

  async function language(): Promise<string> {
    const chosen = await scope.cookieStore?.get(languageCookie);
    const wanted = [chosen?.value ?? '', ...scope.navigator.languages].map((tag) => tag.split('-')[0] ?? '');
    return wanted.find((tag) => languages.includes(tag)) ?? languages[0] ?? '';
  }
}
