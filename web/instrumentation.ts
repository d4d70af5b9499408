import { requestContext } from './server/request-context.ts';

/** Next calls this with what a page, a layout or a route handler threw on the server; the browser learns a digest only. */
export function onRequestError(failure: unknown, { path }: { readonly path: string }): void {
  requestContext().onFailure(failure, path);
}
