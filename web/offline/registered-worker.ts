import type { WorkerMessage } from './service-worker.ts';

/** Where the server serves the worker. */
const SCRIPT = '/service-worker.js';

/**
 * Registers the service worker and tells of each build that takes over. Browsers have workers only on encrypted pages
 * and those of the machine itself; elsewhere nothing happens.
 * @returns ends the telling; the worker stays.
 */
export function registerWorker({ onBuild }: { readonly onBuild: (build: string) => void }): () => void {
  const container = workers();
  if (!container) return () => {};
  const listener = ({ data }: MessageEvent<WorkerMessage>) => {
    if (data.kind === 'build') onBuild(data.build);
  };
  container.addEventListener('message', listener);
  container.startMessages();
  // Offline, or a browser that keeps nothing: the page works without.
  container.register(SCRIPT, { scope: '/', updateViaCache: 'none' }).catch(() => null);
  return () => container.removeEventListener('message', listener);
}

/** Asks the server whether it has a newer worker, which tells by itself when it has taken over. */
export async function lookForNewVersion(): Promise<void> {
  const registration = await workers()?.getRegistration();
  await registration?.update().catch(() => null);
}

/** Forgets what the worker kept of the product for whoever used it; what it says offline is the same for everybody. */
export async function forgetKept(): Promise<void> {
  if (!('caches' in globalThis)) return;
  const names = (await caches.keys()).filter((name) => name.startsWith('trekker-assets-'));
  await Promise.all(names.map((name) => caches.delete(name)));
}

function workers(): ServiceWorkerContainer | undefined {
  return 'serviceWorker' in navigator ? navigator.serviceWorker : undefined;
}
