import type { IncomingHttpHeaders } from 'node:http';
import type { Forwarded } from '@trekker/kit';
import type { ForwardRules } from '../dependencies.ts';

/** What of a request is passed on to subgraphs, parameters of `connection_init` standing in for header fields; undefined when nothing is. */
export function forwardedOf(
  rules: ForwardRules | undefined,
  headers: IncomingHttpHeaders,
  connectionParams: Forwarded['connectionParams'] = null,
): Forwarded | undefined {
  if (!rules) return undefined;
  const passed: Record<string, string> = {};
  for (const name of rules.headers) {
    const value = headers[name] ?? parameter(connectionParams, name);
    if (value !== undefined) passed[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return { headers: passed, connectionParams: rules.connectionParams ? connectionParams : null };
}

/** Browsers cannot set header fields on a WebSocket; their clients say them in `connection_init`. */
function parameter(connectionParams: Forwarded['connectionParams'], name: string): string | undefined {
  const [, value] = Object.entries(connectionParams ?? {}).find(([each]) => each.toLowerCase() === name) ?? [];
  return typeof value === 'string' ? value : undefined;
}

/** Whether a browser's cookies can have any effect, so that requests must be guarded against forgery. */
export function cookiesCount(rules: ForwardRules | undefined): boolean {
  return !rules || rules.headers.includes('cookie');
}
