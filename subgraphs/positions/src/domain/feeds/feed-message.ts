import { identifierOf, type Decoded } from '@trekker/protocols';

import { rawText } from '../raw-text.ts';
import type { ReceivedMessage } from '../received-message.ts';
import { TRANSPORTS, type FeedKind } from './feed.ts';

/** The feed through which something came, and when. */
export interface FeedOrigin {
  readonly feedId: string;
  readonly kind: FeedKind;
  readonly identifierPrefix: string;
  /** Unix milliseconds. */
  readonly receivedAt: number;
}

/**
 * What a feed told of one vehicle or tracker, for intake; null where it names nobody.
 * @param text what quarantine keeps of it; absent: what was read.
 */
export function feedMessage(decoded: Decoded, origin: FeedOrigin, text?: string): ReceivedMessage | null {
  const name = identifierOf(decoded);
  if (name === null) return null;
  const { feedId, kind, identifierPrefix, receivedAt } = origin;
  const identifier = `${identifierPrefix}${name}`;
  const named = nameAs(decoded, identifier);
  return {
    identifier,
    decoded: named,
    transport: TRANSPORTS[kind],
    /** Written only for the few that are kept aside. */
    get raw() {
      return rawText(text ?? JSON.stringify(named.kind === 'fix' ? named.fix : named), named);
    },
    receivedAt,
    feedId,
  };
}

function nameAs(decoded: Decoded, identifier: string): Decoded {
  switch (decoded.kind) {
    case 'fix':
      return { ...decoded, fix: { ...decoded.fix, identifier } };
    case 'region':
      return { ...decoded, report: { ...decoded.report, identifier } };
    case 'heartbeat':
    case 'unsupported':
    case 'malformed':
      return { ...decoded, identifier };
  }
}
