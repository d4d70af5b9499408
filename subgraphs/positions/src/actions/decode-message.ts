import { InvalidInputError, requirePermission, unitReach } from '@trekker/kit';
import { PROTOCOLS } from '@trekker/protocols';

import type { Context } from '../context.ts';
import { trackerWithin } from '../db/known-tracker.ts';
import { PHONE_PROTOCOLS, readMessage, type MessageToRead } from '../domain/read-message.ts';
import { shownMessage } from '../domain/shown-message.ts';

/** What somebody wants read. */
export interface MessageToDecode {
  readonly protocol: string;
  readonly hex?: string | null | undefined;
  readonly text?: string | null | undefined;
  readonly identifier?: string | null | undefined;
  readonly topic?: string | null | undefined;
  readonly trackerId?: string | null | undefined;
  readonly isDatagram?: boolean;
}

/** More than any device sends at once. */
const MOST_BYTES = 16_384;
const DIGITS = /^(?:[\da-f]{2})*$/iu;

/** What bytes of a device say, read as the listeners read them; nothing is kept and nobody is answered. */
export async function decodeMessage(ctx: Context, input: MessageToDecode) {
  const receivedAt = ctx.clock.now();
  requirePermission(ctx.viewer, 'quarantine:read', receivedAt);
  const bytes = bytesOf(input);
  const read = readMessage({
    protocol: input.protocol.toLowerCase(),
    bytes,
    identifier: input.identifier ?? null,
    topic: input.topic ?? null,
    transport: input.isDatagram ? 'udp' : 'tcp',
    receivedAt,
    ...(await settingsOf(ctx, input.trackerId ?? null)),
  });
  if (read) return shownMessage(read);
  const names = [...PROTOCOLS.map(({ name }) => name), ...PHONE_PROTOCOLS].join(', ');
  const got = JSON.stringify(input.protocol.slice(0, 100));
  throw new InvalidInputError('input.protocol', `must be one of ${names}, got ${got}`);
}

/** What is set for a tracker, and its secret; the viewer must be able to see where it is, as that is what they open. */
async function settingsOf(ctx: Context, trackerId: string | null): Promise<Pick<MessageToRead, 'decoding' | 'secret'>> {
  if (trackerId === null) return { decoding: null, secret: null };
  const now = ctx.clock.now();
  const viewer = requirePermission(ctx.viewer, 'positions:read', now);
  const reach = unitReach(viewer, 'positions:read', now);
  if (!(await ctx.tenant.read((tx) => trackerWithin(tx, trackerId, reach)))) {
    throw new InvalidInputError(
      'input.trackerId',
      `must be a tracker that you may see, got ${JSON.stringify(trackerId.slice(0, 100))}`,
    );
  }
  const { tenantId } = viewer;
  return {
    decoding: ctx.intake.decodings.ofTracker(tenantId, trackerId),
    secret: await ctx.intake.secrets.secretOfTracker(tenantId, trackerId),
  };
}

function bytesOf({ hex, text }: MessageToDecode): Uint8Array {
  if ((hex == null) === (text == null)) {
    throw new InvalidInputError('input', `must have one of hex and text, got ${hex == null ? 'neither' : 'both'}`);
  }
  const digits = hex?.replace(/^\s*hex:/u, '').replaceAll(/\s/gu, '');
  if (digits !== undefined && !DIGITS.test(digits)) {
    const got = JSON.stringify(hex?.slice(0, 100));
    throw new InvalidInputError('input.hex', `must be two hexadecimal digits a byte, got ${got}`);
  }
  const bytes = digits === undefined ? Buffer.from(text ?? '') : Buffer.from(digits, 'hex');
  if (bytes.length <= MOST_BYTES) return new Uint8Array(bytes);
  throw new InvalidInputError('input', `must have at most ${MOST_BYTES} bytes, got ${bytes.length}`);
}
