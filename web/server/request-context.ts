import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestOrigin } from './request-origin.ts';

/** What a page or route handler needs to know about the request and the installation it runs in. */
export interface RequestContext {
  /** Names the build of the pages, or null when they are compiled on request. */
  readonly build: string | null;
  /** Address of the gateway's GraphQL endpoint as this process reaches it. */
  readonly gatewayUrl: string;
  /** Where the browser believes it is. */
  readonly origin: RequestOrigin;
  /** Network address of the browser, for the gateway's throttling of sign-ins. */
  readonly clientAddress: string;
  /** Domain whose first label names the tenant, for example `localhost` for `demo.localhost`. */
  readonly baseDomain: string;
  /** Address at which devices report, without a door and without a final slash. */
  readonly deviceUrl: string;
  /** Access token of the operator's Mapbox account, or null when the built-in map is used. */
  readonly mapboxToken: string | null;
  /** Address of the operator's basemap, or null. */
  readonly basemapUrl: string | null;
  /** Told of what was thrown while a page was made or a route handler ran. @param path of the request. */
  readonly onFailure: (failure: unknown, path: string) => void;
}

// Next bundles pages apart from the server that runs them, so the two halves meet at a symbol of the process.
const KEY = Symbol.for('trekker.web.request-context');
const shared = globalThis as { [KEY]?: AsyncLocalStorage<RequestContext> };

/** Runs `handle` so that everything it awaits sees `context`. */
export function withRequestContext<T>(context: RequestContext, handle: () => T): T {
  return (shared[KEY] ??= new AsyncLocalStorage()).run(context, handle);
}

/** The context of the request under way. Fails outside of a request of `createWeb`, for example under `next start`. */
export function requestContext(): RequestContext {
  const context = shared[KEY]?.getStore();
  if (!context) throw new Error('no request context: pages are served by createWeb of server/index.ts');
  return context;
}
