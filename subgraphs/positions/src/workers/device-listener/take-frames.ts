import {
  identifierOf,
  type Decoded,
  type DecodedFrame,
  type DeviceProtocol,
  type Session,
  type Transport,
} from '@trekker/protocols';
import type { Clock } from '@trekker/kit';

import { receiveMessages, type Intake } from '../../actions/receive-messages.ts';
import type { ReceivedMessage } from '../../domain/received-message.ts';
import type { DeviceAttempts } from '../device-attempts.ts';
import type { Devices } from '../devices.ts';
import { rawText } from './raw-text.ts';
import type { Tally } from './tally.ts';
import { withChecksum } from './with-checksum.ts';

/** What taking frames in needs. */
export interface Taking {
  readonly protocol: DeviceProtocol;
  readonly intake: Intake;
  readonly devices: Devices;
  readonly attempts: DeviceAttempts;
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
}

/**
 * Takes frames of one connection in, in their order, and resolves when everything they say is on disk, accepted or in
 * quarantine; only then may their answers go out. A frame of a device that nobody claimed, or whose tenant has no such
 * tracker, gets the refusal of its protocol. Fails with UNAVAILABLE when nothing can be promised now.
 */
export async function takeFrames(taking: Taking, frames: readonly Uint8Array[], origin: Origin): Promise<Taken> {
  const { protocol, clock, tally } = taking;
  const circumstances = circumstancesOf(origin, clock.now());
  let { session } = origin;
  const decoded = frames.map((bytes) => {
    const frame = protocol.decodeFrame(bytes, session, circumstances);
    ({ session } = frame);
    tally.frames[origin.transport][frame.checksum] += 1;
    return { ...frame, raw: rawText(bytes) };
  });
  return { session, answers: await receive(taking, decoded, origin) };
}

/** Takes in what a connection that ended held back for a frame that never came. Nobody is there to be answered. */
export async function takeRest(taking: Taking, origin: Origin): Promise<void> {
  const rest = taking.protocol.endSession?.(origin.session, circumstancesOf(origin, taking.clock.now()));
  if (rest?.messages.length) await receive(taking, [{ ...rest, raw: '' }], origin);
}

function circumstancesOf({ transport }: Origin, receivedAt: number) {
  return { transport, receivedAt, utcOffsetSeconds: 0, speedUnit: null } as const;
}

type RawFrame = DecodedFrame & { readonly raw: string };

async function receive(taking: Taking, frames: readonly RawFrame[], origin: Origin): Promise<Uint8Array[]> {
  const { protocol, devices, attempts, tally } = taking;
  const names = frames.map(namesIn);
  const tenants = await devices.tenantsOf([...new Set(names.flat())]);
  const strangers = new Set(names.flat().filter((name) => !tenants.has(name)));
  for (const identifier of strangers) {
    await attempts.note({ identifier, protocol: protocol.name, remoteAddress: origin.remoteAddress });
  }
  const refused = await receiveOfTenants(taking, messagesOf(frames, { taking, origin, tenants }));
  return frames.flatMap((frame, at) => {
    const named = names[at] ?? [];
    const isKnown = named.length > 0 && !named.some((name) => strangers.has(name) || refused.has(name));
    if (!isKnown) tally.unknown += 1;
    return (isKnown ? frame.answer : frame.refusal) ?? [];
  });
}

/** Everybody a frame speaks for: of a frame without a message the device that named itself before. */
function namesIn({ messages, session }: DecodedFrame): string[] {
  const names = messages.length ? messages.map(identifierOf) : [session.identifier];
  return [...new Set(names)].flatMap((name) => name ?? []);
}

function messagesOf(
  frames: readonly RawFrame[],
  { taking, origin, tenants }: { taking: Taking; origin: Origin; tenants: ReadonlyMap<string, string> },
): { tenantId: string; message: ReceivedMessage }[] {
  const transport = `${taking.protocol.name}/${origin.transport}`;
  const receivedAt = taking.clock.now();
  // What was held back says itself whether its own frames were right.
  const flags = !taking.protocol.endSession;
  const received = (one: Decoded, { raw, checksum }: RawFrame) => {
    const identifier = identifierOf(one);
    const tenantId = identifier === null ? undefined : tenants.get(identifier);
    if (identifier === null || tenantId === undefined) return [];
    const decoded = flags ? withChecksum(one, checksum) : one;
    return [{ tenantId, message: { identifier, decoded, transport, raw, receivedAt } }];
  };
  return frames.flatMap((frame) => frame.messages.flatMap((one) => received(one, frame)));
}

/** The identifiers among these messages that belong to no tracker of their tenant. */
async function receiveOfTenants(
  { intake }: Taking,
  messages: readonly { tenantId: string; message: ReceivedMessage }[],
): Promise<ReadonlySet<string>> {
  const refused = new Set<string>();
  for (const [tenantId, ofTenant] of Map.groupBy(messages, (one) => one.tenantId)) {
    const received = ofTenant.map(({ message }) => message);
    const receipts = await receiveMessages(intake, tenantId, received);
    for (const [at, { identifier }] of received.entries()) {
      const receipt = receipts[at];
      if (receipt?.kind === 'rejected' && receipt.reason === 'UNKNOWN_TRACKER') refused.add(identifier);
    }
  }
  return refused;
}
