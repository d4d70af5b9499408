import type { Decoded } from '../decoded.ts';
import type { SpeedUnit } from '../device-protocol.ts';
import { decodeOsmAndForm } from './decode-form.ts';
import { decodeOsmAndJson } from './decode-json.ts';

/** One HTTP request of a device, as text. */
export interface OsmAndRequest {
  /** The part of the address after `?`; empty where there is none. */
  readonly query: string;
  /** The body as UTF-8 text; empty for GET. */
  readonly body: string;
  /** The header `Content-Type`, where sent. */
  readonly contentType?: string | undefined;
  /** What the device means by `speed` of the query and form, by the settings of the tracker; absent or null: knots. */
  readonly speedUnit?: SpeedUnit | null;
}

/**
 * Reads one request of the OsmAnd protocol: the OsmAnd app, Traccar Client and many loggers. GET and POST alike; a
 * request holds one fix.
 *
 * JSON (Traccar Client 9) only where the content type says so; otherwise the query string, and where that is empty the
 * body as a form (Traccar Client 10).
 *
 * The answer these devices understand: 200 with an empty body once the fix is kept, also for a known device's bad fix.
 * On anything else they repeat the same fix for ever and everything behind it waits. An unknown device gets 400 (404
 * for JSON): it then holds its data until somebody claims it.
 *
 * Source: Traccar's OsmAndProtocolDecoder and the documentation of the protocol.
 */
export function decodeOsmAnd({ query, body, contentType, speedUnit }: OsmAndRequest): Decoded {
  if (contentType?.toLowerCase().startsWith('application/json')) return decodeOsmAndJson(body);
  return decodeOsmAndForm(query === '' ? body : query, speedUnit ?? 'knots');
}
