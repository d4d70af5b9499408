import { bytesOfHex } from '../bytes/hex.ts';
import { isObject, type JsonObject, parseJson } from '../json.ts';

/** One recorded input of a device with what another decoder, Traccar's, makes of it. */
export interface Vector {
  /** The protocol by its name there. */
  readonly protocol: string;
  /** Names the vector: the same input has the same key. */
  readonly key: string;
  readonly input: VectorInput;
  /** What the device was called while it was decoded there; empty where nothing named it. */
  readonly deviceIds: readonly string[];
  /** What a test states of the outcome, by field or attribute; it has been found true of `decoded`. */
  readonly stated: JsonObject;
  /** The outcome there, in order; empty where the decoder gave nothing. */
  readonly decoded: readonly TheirPosition[];
}

/** Bytes of a device, or an HTTP request of a phone. */
type VectorInput =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly datagram: boolean }
  | {
      readonly kind: 'request';
      readonly query: string;
      readonly body: string;
      readonly contentType: string | undefined;
    };

/** A position as the other decoder has it: knots, metres, degrees; 0 stands for not reported. */
export interface TheirPosition {
  readonly fixTime: string | null;
  readonly deviceTime: string | null;
  /** That the message had no place and the last known one would be repeated. */
  readonly outdated: boolean;
  readonly valid: boolean;
  readonly lat: number;
  readonly lon: number;
  readonly altitude: number;
  readonly speedKnots: number;
  readonly course: number;
  readonly accuracy: number;
  readonly attributes: JsonObject;
  /** That the message has no date, so that theirs came from a clock of the server. */
  readonly time_from_server_clock?: boolean;
}

/** Reads one line of vectors; a text says what is wrong with it. */
export function parseVector(line: string): Vector | string {
  const parsed = parseJson(line);
  if (!isObject(parsed)) return 'the line is no JSON object';
  const { protocol, key, device_ids, stated, decoded } = parsed;
  if (typeof protocol !== 'string' || protocol === '') return 'the field "protocol" is no text';
  if (!isObject(parsed.input)) return 'the field "input" is no object';
  const input = inputOf(parsed.input);
  if (typeof input === 'string') return input;
  const positions = decoded ?? [];
  if (!Array.isArray(positions) || !positions.every(isObject)) return 'the field "decoded" is neither null nor a list';
  return {
    protocol,
    input,
    key: typeof key === 'string' ? key : '',
    deviceIds: Array.isArray(device_ids) ? device_ids.map(String) : [],
    stated: isObject(stated) ? stated : {},
    decoded: positions.map(positionOf),
  };
}

function inputOf(input: JsonObject): VectorInput | string {
  const { hex, text, uri, body, headers, transport } = input;
  const datagram = transport === 'udp';
  if (typeof hex === 'string') {
    const bytes = bytesOfHex(hex);
    return bytes ? { kind: 'bytes', bytes, datagram } : 'the field "input.hex" is not hexadecimal';
  }
  if (typeof text === 'string') return { kind: 'bytes', bytes: new TextEncoder().encode(text), datagram };
  if (typeof uri !== 'string') return 'the field "input" has neither hex nor text nor uri';
  const contentType = isObject(headers) ? headers['Content-Type'] : undefined;
  return {
    kind: 'request',
    query: uri.includes('?') ? uri.slice(uri.indexOf('?') + 1) : '',
    body: typeof body === 'string' ? body : '',
    contentType: typeof contentType === 'string' ? contentType : undefined,
  };
}

function positionOf(position: JsonObject): TheirPosition {
  const { fixTime, deviceTime, outdated, valid, attributes } = position;
  const number = (name: string) => (typeof position[name] === 'number' ? position[name] : 0);
  return {
    fixTime: typeof fixTime === 'string' ? fixTime : null,
    deviceTime: typeof deviceTime === 'string' ? deviceTime : null,
    outdated: outdated === true,
    valid: valid !== false,
    lat: number('lat'),
    lon: number('lon'),
    altitude: number('altitude'),
    speedKnots: number('speedKnots'),
    course: number('course'),
    accuracy: number('accuracy'),
    attributes: isObject(attributes) ? attributes : {},
    ...(position.time_from_server_clock === true ? { time_from_server_clock: true } : {}),
  };
}
