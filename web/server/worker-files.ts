import { LANGUAGES, LANGUAGE_COOKIE } from '../i18n/languages.ts';
import { showPushes } from '../offline/push-worker.ts';
import { serveOffline, type WorkerSettings } from '../offline/service-worker.ts';
import { offlinePage } from './offline-page.ts';

/** A file as it is sent. */
export interface WorkerFile {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * What a browser needs while no page is open or no network there, by path: the service worker and, per language, the page that says
 * so. They are the same for everybody and name nobody.
 * @param build of the pages.
 */
export function workerFiles(build: string): ReadonlyMap<string, WorkerFile> {
  const pages = LANGUAGES.map(({ tag }) => [`/offline/${tag}`, offlinePage(tag)] as const);
  return new Map([['/service-worker.js', serviceWorker(build)], ...pages]);
}

function serviceWorker(build: string): WorkerFile {
  const languages = LANGUAGES.map(({ tag }) => tag);
  const settings: WorkerSettings = { build, languages, languageCookie: LANGUAGE_COOKIE };
  return {
    headers: {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache',
      'content-security-policy': "default-src 'none'; connect-src 'self'",
      'x-content-type-options': 'nosniff',
    },
    body: `(${serveOffline.toString()})(self, ${JSON.stringify(settings)});\n(${showPushes.toString()})(self);\n`,
  };
}
