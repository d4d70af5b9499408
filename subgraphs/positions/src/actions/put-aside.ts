import { identifierOf, ownTracksIdentifierOf, decodeOwnTracksMqtt, type Decoded } from '@trekker/protocols';

import { insertQuarantined } from '../db/quarantine.ts';
import { DAY_MS } from '../domain/day.ts';
import { idOfContent } from '../domain/filter/filtered-fix-id.ts';
import { rawText } from '../domain/raw-text.ts';
import type { Intake } from './take-in.ts';

/** A publication that cannot be taken in. */
export interface PublicationAside {
  readonly tenantId: string;
  readonly topic: string;
  readonly payload: Buffer;
  /** Unix milliseconds. */
  readonly receivedAt: number;
}

/**
 * Keeps a publication in quarantine that could not be taken in however often it was tried, so that those behind it need not
 * wait; resolves with the id it has there when that is on disk. Put aside again the same day, it lies there once.
 */
export async function putAside(
  intake: Pick<Intake, 'database' | 'counts'>,
  { tenantId, topic, payload, receivedAt }: PublicationAside,
): Promise<string> {
  const decoded = readOrName(topic, payload);
  const identifier = identifierOf(decoded) ?? ownTracksIdentifierOf(topic);
  const day = Math.floor(receivedAt / DAY_MS) * DAY_MS;
  const fixId = idOfContent(day, `${tenantId}/${topic}/${payload.toString('base64')}`);
  const message = `could not be stored for a reason of ours, which the log tells under ${fixId}; replay it once that is mended`;
  const raw = rawText(payload.toString('utf8'), decoded);
  const kept = {
    tenantId,
    fixId,
    reason: 'NOT_STORED',
    message,
    identifier,
    trackerId: null,
    transport: 'mqtt',
  } as const;
  const row = { ...kept, decoded, raw, receivedAt, readWith: null };
  await intake.database.withTenant(tenantId, (tx) => insertQuarantined(tx, [row]));
  intake.counts.add('mqtt', 'quarantined');
  return fixId;
}

/** What a publication says, or, where reading it is what fails, that nobody read it. */
function readOrName(topic: string, payload: Buffer): Decoded {
  const problem = { field: 'message', value: '', expected: 'a message that can be taken in' };
  const unread: Decoded = { kind: 'unsupported', identifier: ownTracksIdentifierOf(topic), problem };
  try {
    const decoded = decodeOwnTracksMqtt({ topic, payload });
    return decoded.kind === 'ignored' || decoded.kind === 'lost' ? unread : decoded;
  } catch {
    return unread;
  }
}
