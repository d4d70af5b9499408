import { bytesOfBase64 } from '../bytes/base64.ts';
import { decodeBatch } from '../batch/decode-batch.ts';
import type { Decoded } from '../decoded.ts';
import { findMyKey } from '../find-my/key.ts';
import { openReport } from '../find-my/open-report.ts';
import { decodeVehiclePositions } from '../gtfs-realtime/decode-vehicle-positions.ts';
import { decodeOsmAnd } from '../osmand/decode-osmand.ts';
import { decodeOwnTracksMqtt } from '../owntracks/decode-mqtt.ts';
import { decodeOwnTracks } from '../owntracks/decode-owntracks.ts';
import type { ShownInput } from './arguments.ts';
import { showMessage } from './show-message.ts';
import { wireText } from '../text/wire.ts';

/** What else can be shown than frames of devices: requests, publications, feeds and reports, by name. */
export const REQUESTS: Readonly<Record<string, (input: ShownInput) => string[]>> = {
  osmand: showOsmAnd,
  owntracks: showOwnTracks,
  positions: showPositions,
  'gtfs-realtime': showFeed,
  'find-my': showReport,
};

/** JSON is a body, anything else a query. */
function showOsmAnd({ bytes }: ShownInput): string[] {
  const text = wireText(bytes).trim();
  const isJson = text.startsWith('{');
  const contentType = isJson ? 'application/json' : undefined;
  const query = isJson ? '' : text.slice(text.indexOf('?') + 1);
  return showDecoded(decodeOsmAnd({ query, body: isJson ? text : '', contentType }));
}

/** With a topic it was published, without one it was sent through HTTP. */
function showOwnTracks({ bytes, topic, secret }: ShownInput): string[] {
  const secretOf = secret === null ? undefined : () => secret;
  if (topic === null) return showDecoded(decodeOwnTracks({ query: '', body: wireText(bytes), secretOf }));
  const published = decodeOwnTracksMqtt({ topic, payload: bytes, secretOf });
  if (published.kind === 'lost') return [`  lost: the broker lost the connection of ${published.identifier}`];
  return showDecoded(published);
}

/** Numbered as in the request. */
function showPositions({ bytes }: ShownInput): string[] {
  const batch = decodeBatch(wireText(bytes), { maxPositions: Number.POSITIVE_INFINITY });
  if (batch.kind === 'refused') return showMessage({ kind: 'malformed', identifier: null, problem: batch.problem });
  return batch.items.flatMap(({ index, result }) => [`position ${index}`, ...showMessage(result)]);
}

function showFeed({ bytes }: ShownInput): string[] {
  const feed = decodeVehiclePositions(bytes);
  if (feed.kind === 'refused') return showMessage({ kind: 'malformed', identifier: null, problem: feed.problem });
  const made = feed.publishedAt === null ? 'at an unknown time' : new Date(feed.publishedAt).toISOString();
  const { vehicles, deleted, duplicates, ignored } = feed;
  return [
    `feed made ${made}: ${vehicles.length} vehicles, ${deleted.length} taken back, ${duplicates} repeated, ${ignored} about something else`,
    ...vehicles.flatMap(({ entityId, result }) => [`entity ${JSON.stringify(entityId)}`, ...showMessage(result)]),
  ];
}

/** The secret is the private key of the tag; it and reports come in Base64. */
function showReport({ bytes, identifier, secret }: ShownInput): string[] {
  const key = findMyKey(bytesOfBase64(secret ?? '') ?? new Uint8Array());
  const payload = bytesOfBase64(wireText(bytes).trim()) ?? bytes;
  return showMessage(key.kind === 'key' ? openReport({ payload, key, identifier }) : key);
}

function showDecoded(decoded: Decoded | { readonly kind: 'ignored' }): string[] {
  return decoded.kind === 'ignored' ? ['  ignored: says nothing of the device'] : showMessage(decoded);
}
