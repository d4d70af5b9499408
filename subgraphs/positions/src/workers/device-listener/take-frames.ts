import {
  identifierOf,
  NEW_SESSION,
  type Decoded,
  type DecodedFrame,
  type DeviceProtocol,
  type Session,
  type Transport,
} from '@trekker/protocols';
import type { Clock } from '@trekker/kit';

import { receiveMessages } from '../../actions/receive-messages.ts';
import type { Intake, Receipt } from '../../actions/take-in.ts';
import { decodeWithSettings } from '../../domain/decode-with-settings.ts';
import { rawFrame } from '../../domain/raw-frame.ts';
import type { ReceivedMessage } from '../../domain/received-message.ts';
import type { TrackerDecoding } from '../../domain/tracker-decoding.ts';
import { withChecksum } from '../../domain/with-checksum.ts';
import { becameOf } from '../../actions/became-of.ts';
import type { DeviceAttempts } from '../device-attempts.ts';
import type { DeviceConnections } from '../device-connections.ts';
import type { Devices } from '../devices.ts';
import type { RawLog } from '../raw-log.ts';
import type { Tally } from './tally.ts';

/** What taking frames in needs. */
export interface Taking {
  readonly protocol: DeviceProtocol;
  readonly intake: Intake;
  readonly devices: Devices;
  readonly attempts: DeviceAttempts;
  readonly connections: Pick<DeviceConnections, 'opened'>;
  readonly rawLog: RawLog;
  readonly clock: Clock;
  readonly tally: Tally;
}

/** Where frames come from, and what their connection has said before. */
export interface Origin {
  readonly transport: Transport;
  readonly remoteAddress: string;
  readonly session: Session;
}

/** What frames came to. */
export interface Taken {
  /** What the next frames of the connection are read with. */
  readonly session: Session;
  /** What the device is to hear, in the order of the frames. */
  readonly answers: readonly Uint8Array[];
  /** The tenants of the devices that spoke and are known, by their identifiers. */
  readonly speakers: ReadonlyMap<string, string>;
}

/**
 * Takes frames of one connection in, in their order, and resolves when everything they say is on disk, accepted or in
 * quarantine; only then may their answers go out. A frame of a device that nobody claimed, or whose tenant has no such
 * tracker, gets the refusal of its protocol. Fails with UNAVAILABLE when nothing can be promised now.
 */
export async function takeFrames(taking: Taking, frames: readonly Uint8Array[], origin: Origin): Promise<Taken> {
  const receivedAt = taking.clock.now();
  const usual = readFrames(taking, frames, { origin, receivedAt });
  for (const { checksum } of usual) taking.tally.frames[origin.transport][checksum] += 1;
  const owners = await ownersOf(taking, usual);
  const read = owners.decodings.size ? readFrames(taking, frames, { origin, receivedAt, ...owners }) : usual;
  return {
    session: read.at(-1)?.session ?? origin.session,
    ...(await receive(taking, read, { origin, ...owners })),
  };
}

/** Takes in what a connection that ended held back for a frame that never came. Nobody is there to be answered. */
export async function takeRest(taking: Taking, origin: Origin): Promise<void> {
  const { protocol } = taking;
  const arrival = { transport: origin.transport, receivedAt: taking.clock.now() };
  const end = (decoding: TrackerDecoding | null) =>
    decodeWithSettings((how) => protocol.endSession?.(origin.session, how) ?? NOTHING, { ...arrival, decoding });
  const usual = [{ ...end(null), bytes: NO_BYTES, raw: '', before: null }];
  if (!usual[0]?.messages.length) return;
  const owners = await ownersOf(taking, usual);
  const [decoding = null] = owners.decodings.values();
  await receive(taking, decoding ? [{ ...end(decoding), bytes: NO_BYTES, raw: '', before: null }] : usual, {
    origin,
    ...owners,
  });
}

const NO_BYTES = new Uint8Array(0);

/** What a connection that held nothing back ends with. */
const NOTHING: DecodedFrame = { messages: [], session: NEW_SESSION, checksum: 'none', answer: null, refusal: null };

/** A frame that was read. */
interface ReadFrame extends DecodedFrame {
  readonly bytes: Uint8Array;
  readonly raw: string;
  /** What the connection had told before it; null for what was held back. */
  readonly before: Session | null;
}

/** Who frames speak for. */
interface Owners {
  /** Tenants by the identifiers of their devices. */
  readonly tenants: ReadonlyMap<string, string>;
  /** What is set for reading them, by the same; absent where nothing is. */
  readonly decodings: ReadonlyMap<string, TrackerDecoding>;
}

/**
 * Reads frames one behind the other. Whom a frame speaks for shows only when it was read, so it is read as usual first, and
 * once more where something else is set for its tracker.
 */
function readFrames(
  { protocol }: Taking,
  frames: readonly Uint8Array[],
  { origin, receivedAt, decodings }: { origin: Origin; receivedAt: number } & Partial<Owners>,
): ReadFrame[] {
  let { session: before } = origin;
  return frames.map((bytes) => {
    const session = before;
    const read = (decoding: TrackerDecoding | null) =>
      decodeWithSettings((how) => protocol.decodeFrame(bytes, session, how), {
        transport: origin.transport,
        receivedAt,
        decoding,
      });
    const usual = read(null);
    const decoding = decodings && namesIn(usual).flatMap((name) => decodings.get(name) ?? [])[0];
    const frame = decoding ? read(decoding) : usual;
    before = frame.session;
    return { ...frame, bytes, raw: rawFrame(bytes), before: session };
  });
}

async function ownersOf({ devices, intake }: Taking, frames: readonly DecodedFrame[]): Promise<Owners> {
  const tenants = await devices.tenantsOf([...new Set(frames.flatMap(namesIn))]);
  const decodings = new Map<string, TrackerDecoding>();
  for (const [tenantId, named] of Map.groupBy(tenants, ([, tenant]) => tenant)) {
    const names = named.map(([name]) => name);
    for (const [name, decoding] of await intake.decodings.ofIdentifiers(tenantId, names)) decodings.set(name, decoding);
  }
  return { tenants, decodings };
}

async function receive(
  taking: Taking,
  frames: readonly ReadFrame[],
  { origin, tenants }: { origin: Origin } & Pick<Owners, 'tenants'>,
): Promise<Pick<Taken, 'answers' | 'speakers'>> {
  const { protocol, attempts, tally } = taking;
  const names = frames.map(namesIn);
  const strangers = new Set(names.flat().filter((name) => !tenants.has(name)));
  for (const identifier of strangers) {
    await attempts.note({ identifier, protocol: protocol.name, remoteAddress: origin.remoteAddress });
  }
  const messages = messagesOf(frames, { taking, origin, tenants });
  const all = frames.reduce((sum, frame) => sum + frame.messages.length, 0);
  taking.intake.counts.add(transportOf(taking, origin), 'unattributed', all - messages.length);
  const parts = await receiveOfTenants(taking, messages);
  const refused = new Set(parts.flatMap(({ message, receipt }) => (isUnknown(receipt) ? [message.identifier] : [])));
  const answers = frames.flatMap((frame, at) => {
    const named = names[at] ?? [];
    const isKnown = named.length > 0 && !named.some((name) => strangers.has(name) || refused.has(name));
    if (!isKnown) tally.unknown += 1;
    const answer = isKnown ? frame.answer : frame.refusal;
    noteRaw(taking, { frame, answer, named, parts, origin, tenants });
    return answer ?? [];
  });
  return { answers, speakers: new Map([...tenants].filter(([name]) => !refused.has(name))) };
}

function isUnknown(receipt: Receipt | undefined): boolean {
  return receipt?.kind === 'rejected' && receipt.reason === 'UNKNOWN_TRACKER';
}

/** A frame with its answer. */
interface Answered extends Pick<Owners, 'tenants'> {
  readonly frame: ReadFrame;
  readonly answer: Uint8Array | null;
  /** Everybody it speaks for. */
  readonly named: readonly string[];
  /** What became of it, and of the frames beside it. */
  readonly parts: readonly Part[];
  readonly origin: Origin;
}

/** Keeps a frame as it came, for the tenant whose device sent it. */
function noteRaw(
  { rawLog, protocol, clock }: Taking,
  { frame, answer, named, parts, origin, tenants }: Answered,
): void {
  const identifier = named.find((name) => tenants.has(name));
  const tenantId = identifier === undefined ? undefined : tenants.get(identifier);
  if (identifier === undefined || tenantId === undefined || !frame.bytes.length) return;
  if (!rawLog.wants(tenantId, identifier)) return;
  const own = parts.filter((part) => part.frame === frame);
  rawLog.note({
    tenantId,
    identifier,
    protocol: protocol.name,
    transport: origin.transport === 'tcp' ? 'TCP' : 'UDP',
    remoteAddress: origin.remoteAddress,
    topic: null,
    receivedAt: own[0]?.message.receivedAt ?? clock.now(),
    bytes: frame.bytes,
    answer,
    became: becameOf(own.map(({ message, receipt }) => ({ decoded: message.decoded, receipt }))),
    secrets: [],
  });
}

/** Everybody a frame speaks for: of a frame without a message the device that named itself before. */
function namesIn({ messages, session }: DecodedFrame): string[] {
  const names = messages.length ? messages.map(identifierOf) : [session.identifier];
  return [...new Set(names)].flatMap((name) => name ?? []);
}

function messagesOf(
  frames: readonly ReadFrame[],
  { taking, origin, tenants }: { taking: Taking; origin: Origin; tenants: ReadonlyMap<string, string> },
): Omit<Part, 'receipt'>[] {
  const transport = transportOf(taking, origin);
  const receivedAt = taking.clock.now();
  // What was held back says itself whether its own frames were right.
  const flags = !taking.protocol.endSession;
  const received = (one: Decoded, part: number, frame: ReadFrame) => {
    const { raw, checksum, before: session } = frame;
    const identifier = identifierOf(one);
    const tenantId = identifier === null ? undefined : tenants.get(identifier);
    if (identifier === null || tenantId === undefined) return [];
    const decoded = flags ? withChecksum(one, checksum) : one;
    const readWith = session && { session, part };
    return [{ frame, tenantId, message: { identifier, decoded, transport, raw, receivedAt, readWith } }];
  };
  return frames.flatMap((frame) => frame.messages.flatMap((one, part) => received(one, part, frame)));
}

function transportOf({ protocol }: Taking, { transport }: Origin): string {
  return `${protocol.name}/${transport}`;
}

/** One message of a frame, and what became of it. */
interface Part {
  readonly frame: ReadFrame;
  readonly tenantId: string;
  readonly message: ReceivedMessage;
  readonly receipt: Receipt | undefined;
}

/** Takes messages in, tenant by tenant. */
async function receiveOfTenants({ intake }: Taking, messages: readonly Omit<Part, 'receipt'>[]): Promise<Part[]> {
  const parts: Part[] = [];
  for (const [tenantId, ofTenant] of Map.groupBy(messages, (one) => one.tenantId)) {
    const received = ofTenant.map(({ message }) => message);
    const receipts = await receiveMessages(intake, { tenantId }, received);
    parts.push(...ofTenant.map((one, at) => ({ ...one, receipt: receipts[at] })));
  }
  return parts;
}
