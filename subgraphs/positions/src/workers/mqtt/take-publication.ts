import { decodeOwnTracksMqtt, identifierOf } from '@trekker/protocols';
import type { Clock } from '@trekker/kit';

import { decodeOpening } from '../../actions/decode-opening.ts';
import { receiveMessages, type Intake } from '../../actions/receive-messages.ts';
import { rawText } from '../../domain/raw-text.ts';

/** One message that a device published. */
export interface Publication {
  readonly tenantId: string;
  readonly topic: string;
  readonly payload: Buffer;
}

/**
 * Takes in what a device published. When this resolves it is on disk, accepted or in quarantine, or there was nothing
 * to keep: the word of a broker that a device was lost is neither a position nor a sign of life, and a topic that names
 * no device names nobody who could be told. Fails with UNAVAILABLE when it must be sent again.
 */
export async function takePublication(
  { intake, clock }: { intake: Intake; clock: Clock },
  { tenantId, topic, payload }: Publication,
): Promise<void> {
  const decoded = await decodeOpening(
    (secretOf) => decodeOwnTracksMqtt({ topic, payload, secretOf }),
    (identifier) => intake.secrets.secretOf(tenantId, identifier),
  );
  if (decoded.kind === 'ignored' || decoded.kind === 'lost') return;
  const identifier = identifierOf(decoded);
  if (identifier === null) return;
  const raw = rawText(payload.toString('utf8'), decoded);
  await receiveMessages(intake, tenantId, [{ identifier, decoded, transport: 'mqtt', raw, receivedAt: clock.now() }]);
}
