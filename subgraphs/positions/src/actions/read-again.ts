import { decodeOwnTracksMqtt, ownTracksTopicOf } from '@trekker/protocols';

import type { ReceivedMessage } from '../domain/received-message.ts';
import type { Intake } from './receive-messages.ts';

/**
 * A message out of quarantine, read once more where its tracker may have got a secret that opens it by now. Only what
 * arrived encrypted is; everything else stays what it was when it was received.
 */
export async function readAgain(
  { secrets }: Pick<Intake, 'secrets'>,
  kept: ReceivedMessage & { readonly tenantId: string },
): Promise<ReceivedMessage> {
  const { tenantId, identifier, decoded, raw } = kept;
  if (decoded.kind !== 'unsupported' || !decoded.encrypted) return kept;
  const secret = await secrets.secretOf(tenantId, identifier);
  if (secret === null) return kept;
  // The identifier is what intake took it for, whatever way the message came.
  const topic = ownTracksTopicOf(identifier);
  const opened = decodeOwnTracksMqtt({ topic, payload: Buffer.from(raw), secretOf: () => secret });
  return opened.kind === 'ignored' || opened.kind === 'lost' ? kept : { ...kept, decoded: opened };
}
