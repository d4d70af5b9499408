import { decodeOwnTracksMqtt, identifierOf, type Decoded } from '@trekker/protocols';
import type { Clock } from '@trekker/kit';

import { decodeOpening } from '../../actions/decode-opening.ts';
import { receiveMessages } from '../../actions/receive-messages.ts';
import type { Intake, Receipt } from '../../actions/take-in.ts';
import { becameOf } from '../../actions/became-of.ts';
import { rawText } from '../../domain/raw-text.ts';
import type { DeviceConnections } from '../device-connections.ts';
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

/** What taking publications in needs. */
export interface TakingPublications {
  readonly intake: Intake;
  readonly rawLog: RawLog;
  readonly connections: Pick<DeviceConnections, 'said'>;
  readonly clock: Clock;
}

/**
 * Takes in what a device published. When this resolves it is on disk, accepted or in quarantine, or there was nothing
 * to keep: the word of a broker that a device was lost is neither a position nor a sign of life and ends its connection,
 * and a topic that names no device names nobody who could be told. Resolves with what a known device that spoke calls
 * itself, or null. Fails with UNAVAILABLE when it must be sent again.
 */
export async function takePublication(
  { intake, rawLog, connections, clock }: TakingPublications,
  { tenantId, topic, payload, remoteAddress, token }: Publication,
): Promise<string | null> {
  const receivedAt = clock.now();
  const decoded = await decodeOpening(
    (secretOf) => decodeOwnTracksMqtt({ topic, payload, secretOf }),
    (identifier) => intake.secrets.secretOf(tenantId, identifier),
  );
  if (decoded.kind === 'ignored') return nothingOf('empty');
  const identifier = decoded.kind === 'lost' ? decoded.identifier : identifierOf(decoded);
  if (identifier === null) return nothingOf('unattributed');
  const parts = decoded.kind === 'lost' ? [] : [{ decoded, receipt: await receive(decoded) }];
  if (decoded.kind === 'lost') {
    await tellLost({ intake, connections }, tenantId, identifier);
    nothingOf('empty');
  }
  if (rawLog.wants(tenantId, identifier)) noteRaw();
  const isKnown = parts.some(({ receipt }) => receipt && !isUnknown(receipt));
  return isKnown ? identifier : null;

  function nothingOf(outcome: 'empty' | 'unattributed'): null {
    intake.counts.add('mqtt', outcome);
    return null;
  }

  function noteRaw(): void {
    const came = {
      protocol: 'owntracks',
      transport: 'MQTT',
      remoteAddress,
      topic,
      receivedAt,
      bytes: payload,
    } as const;
    const name = identifier ?? '';
    rawLog.note({ tenantId, identifier: name, ...came, answer: null, became: becameOf(parts), secrets: [token] });
  }

  async function receive(one: Decoded): Promise<Receipt | undefined> {
    const raw = rawText(payload.toString('utf8'), one);
    const message = { identifier: identifier ?? '', decoded: one, transport: 'mqtt', raw, receivedAt };
    return (await receiveMessages(intake, { tenantId, answersUnknown: true }, [message]))[0];
  }
}

function isUnknown(receipt: Receipt): boolean {
  return receipt.kind === 'rejected' && receipt.reason === 'UNKNOWN_TRACKER';
}

/** A broker that lost a phone says so in its stead: whichever connection it had is over. */
async function tellLost(
  { intake, connections }: Pick<TakingPublications, 'intake' | 'connections'>,
  tenantId: string,
  identifier: string,
): Promise<void> {
  const trackerId = (await intake.identities.resolve(tenantId, [identifier])).get(identifier)?.trackerId;
  if (trackerId !== undefined) connections.said({ tenantId, trackerId, reason: 'LAST_WILL' });
}
