import type { PublicError } from '../errors/public-error.ts';

/** The subprotocol. (https://github.com/enisdenjo/graphql-ws, PROTOCOL.md) */
export const PROTOCOL = 'graphql-transport-ws';

/** What a client says. */
export type ClientMessage =
  | { readonly type: 'connection_init'; readonly payload: Readonly<Record<string, unknown>> }
  | { readonly type: 'ping' | 'pong'; readonly payload: unknown }
  | { readonly type: 'subscribe'; readonly id: string; readonly payload: unknown }
  | { readonly type: 'complete'; readonly id: string };

/** Long ids would be repeated in every frame. */
const MAX_ID_LENGTH = 128;

/** What a client said, or null when it is not a message of the protocol. */
export function parseMessage(text: string): ClientMessage | null {
  const message = parseJson(text);
  if (!isObject(message)) return null;
  const { type, id, payload } = message;
  switch (type) {
    case 'connection_init':
      return initMessage(payload ?? {});
    case 'ping':
    case 'pong':
      return { type, payload };
    case 'subscribe':
      return isId(id) && isObject(payload) ? { type, id, payload } : null;
    case 'complete':
      return isId(id) ? { type, id } : null;
    default:
      return null;
  }
}

function initMessage(payload: unknown): ClientMessage | null {
  return isObject(payload) ? { type: 'connection_init', payload } : null;
}

/** Frames the server sends. */
export const frame = {
  ack: (): string => '{"type":"connection_ack"}',
  pong: (payload: unknown): string =>
    JSON.stringify(payload === undefined ? { type: 'pong' } : { type: 'pong', payload }),
  /** The payload's bytes are shared; only the few around them are made for each subscriber. */
  next: (id: string, payload: Buffer): Buffer =>
    Buffer.concat([Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`), payload, END]),
  error: (id: string, errors: readonly PublicError[]): string => JSON.stringify({ id, type: 'error', payload: errors }),
  complete: (id: string): string => JSON.stringify({ id, type: 'complete' }),
} as const;

const END = Buffer.from('}');

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_ID_LENGTH;
}
