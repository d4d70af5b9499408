import { bytesOfHex } from '../bytes/hex.ts';
import type { SpeedUnit, Transport } from '../device-protocol.ts';
import { PROTOCOLS } from '../protocols.ts';
import { wireBytes } from '../text/wire.ts';
import { REQUESTS } from './show-request.ts';

/** What the command is asked for: to compare a file of vectors, or to show what one input says. */
export type DecodeArguments = { readonly vectors: string } | ShownInput;

/** One input and what a decoder must be told beside it. */
export interface ShownInput {
  readonly protocol: string;
  readonly bytes: Uint8Array;
  readonly identifier: string;
  readonly transport: Transport;
  readonly utcOffsetSeconds: number;
  readonly speedUnit: SpeedUnit | null;
  readonly model: string | null;
  /** Under which topic a broker got it; null: it came through HTTP. */
  readonly topic: string | null;
  /** What opens it, where it is sealed. */
  readonly secret: string | null;
}

const NAMES = [...PROTOCOLS.map(({ name }) => name), ...Object.keys(REQUESTS)];

/** How to call the command. */
export const DECODE_USAGE = `npm run decode -- --vectors <ndjson.gz>
npm run decode -- --protocol <name> --hex <bytes> | --text <line>

Compares recorded inputs of devices with what another decoder makes of them, or shows what one input says.

  --vectors    lines {protocol, input, device_ids, stated, decoded, key}, gzipped or not. Differences go to standard
               error; then one line of JSON for each protocol on standard output:
                 frames       inputs
                 decoded      of these, could be read to their end
                 agree        say the same on both sides
                 differ       do not; the reason is named where one is known
                 unsupported  belong to a protocol, or are a kind of message, that is not read here
  --protocol   ${NAMES.join(', ')}
  --hex        the input in hexadecimal, blanks ignored; of OsmAnd, OwnTracks and positions the query or the body
  --text       the input as text; reports of find-my in Base64
  --identifier          who sent it, where the message does not say; "unnamed" when absent
  --topic               the MQTT topic of a message of OwnTracks; absent: it came through HTTP
  --secret              of OwnTracks the secret of the phone; of find-my the private key of the tag in Base64
  --transport           tcp (the default) or udp
  --utc-offset-seconds  how far the clock of the device is ahead of UTC, 0 when absent
  --speed-unit          knots, kilometersPerHour, metersPerSecond or milesPerHour, for protocols without a unit
  --model               what the device is, for protocols whose models differ

Ends with 2 when called wrongly.`;

/** A call that cannot be understood; the message says what is wrong with it. */
export class DecodeUsageError extends Error {
  override readonly name = 'DecodeUsageError';
}

/** Reads the command line. Fails with a {@link DecodeUsageError}. */
export function readDecodeArguments(args: readonly string[]): DecodeArguments {
  const given = pairsOf(args);
  const vectors = given.get('vectors');
  if (vectors !== undefined) {
    if (given.size > 1) throw new DecodeUsageError('--vectors goes alone');
    return { vectors };
  }
  return {
    protocol: oneOf('protocol', given.get('protocol'), NAMES),
    bytes: bytesIn(given),
    identifier: given.get('identifier') ?? 'unnamed',
    transport: oneOf('transport', given.get('transport') ?? 'tcp', TRANSPORTS),
    utcOffsetSeconds: offsetIn(given.get('utc-offset-seconds') ?? '0'),
    speedUnit: given.has('speed-unit') ? oneOf('speed-unit', given.get('speed-unit'), SPEED_UNITS) : null,
    model: given.get('model') ?? null,
    topic: given.get('topic') ?? null,
    secret: given.get('secret') ?? null,
  };
}

const TRANSPORTS: readonly Transport[] = ['tcp', 'udp'];
const SPEED_UNITS: readonly SpeedUnit[] = ['knots', 'kilometersPerHour', 'metersPerSecond', 'milesPerHour'];
const OPTIONS = 'vectors protocol hex text identifier topic secret transport utc-offset-seconds speed-unit model'.split(
  ' ',
);

function pairsOf(args: readonly string[]): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  for (let at = 0; at < args.length; at += 2) {
    const [option = '', value] = args.slice(at, at + 2);
    const name = option.replace(/^--/u, '');
    if (!option.startsWith('--') || !OPTIONS.includes(name)) throw new DecodeUsageError(`unknown argument ${option}`);
    if (value === undefined) throw new DecodeUsageError(`${option} needs a value`);
    if (pairs.has(name)) throw new DecodeUsageError(`${option} is given twice`);
    pairs.set(name, value);
  }
  return pairs;
}

function oneOf<T extends string>(name: string, value: string | undefined, known: readonly T[]): T {
  const found = known.find((one) => one === value);
  if (found !== undefined) return found;
  const problem = value === undefined ? 'is missing' : `is ${value}`;
  throw new DecodeUsageError(`--${name} ${problem}, expected ${known.join(', ')}`);
}

function bytesIn(given: ReadonlyMap<string, string>): Uint8Array {
  const [hex, text] = [given.get('hex'), given.get('text')];
  if ((hex === undefined) === (text === undefined)) throw new DecodeUsageError('expected either --hex or --text');
  const bytes = hex === undefined ? wireBytes(text ?? '') : bytesOfHex(hex);
  if (!bytes) throw new DecodeUsageError(`--hex is ${hex}, expected pairs of hexadecimal digits`);
  if (bytes.length === 0) throw new DecodeUsageError('the input is empty');
  return bytes;
}

function offsetIn(text: string): number {
  if (/^-?\d{1,6}$/u.test(text)) return Number(text);
  throw new DecodeUsageError(`--utc-offset-seconds is ${text}, expected whole seconds`);
}
