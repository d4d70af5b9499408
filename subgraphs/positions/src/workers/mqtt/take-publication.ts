import { decodeOwnTracksMqtt, identifierOf, type Decoded } from '@trekker/protocols';
import type { Clock } from '@trekker/kit';

import { decodeOpening } from '../../actions/decode-opening.ts';
import { receiveMessages, type Intake, type Receipt } from '../../actions/receive-messages.ts';
import { becameOf } from '../../actions/became-of.ts';
import { rawText } from '../../domain/raw-text.ts';
import type { RawLog } from '../raw-log.ts';

/** One message that a device published. */
export interface Publication {
  readonly tenantId: string;
  readonly topic: string;
  readonly payload: Buffer;
  readonly remoteAddress: string;
  /** The token of the door it came through; empty where there is none. */
  readonly token: string;
}

/**
 * Takes in what a device published. When this resolves it is on disk, accepted or in quarantine, or there was nothing
 * to keep: the word of a broker that a device was lost is neither a position nor a sign of life, and a topic that names
 * no device names nobody who could be told. Fails with UNAVAILABLE when it must be sent again.
 */
export async function takePublication(
  { intake, rawLog, clock }: { intake: Intake; rawLog: RawLog; clock: Clock },
  { tenantId, topic, payload, remoteAddress, token }: Publication,
): Promise<void> {
  const receivedAt = clock.now();
  const decoded = await decodeOpening(
    (secretOf) => decodeOwnTracksMqtt({ topic, payload, secretOf }),
    (identifier) => intake.secrets.secretOf(tenantId, identifier),
  );
  if (decoded.kind === 'ignored') return;
  const identifier = decoded.kind === 'lost' ? decoded.identifier : identifierOf(decoded);
  if (identifier === null) return;
  const parts = decoded.kind === 'lost' ? [] : [{ decoded, receipt: await receive(decoded) }];
  if (!rawLog.wants(tenantId, identifier)) return;
  const came = { protocol: 'owntracks', transport: 'MQTT', remoteAddress, topic, receivedAt, bytes: payload } as const;
  rawLog.note({ tenantId, identifier, ...came, answer: null, became: becameOf(parts), secrets: [token] });

  async function receive(one: Decoded): Promise<Receipt | undefined> {
    const raw = rawText(payload.toString('utf8'), one);
    const message = { identifier: identifier ?? '', decoded: one, transport: 'mqtt', raw, receivedAt };
    return (await receiveMessages(intake, tenantId, [message]))[0];
  }
}
