import type { Decoded } from '@trekker/protocols';

import type { Became } from '../domain/raw-message.ts';
import type { Receipt } from './take-in.ts';

/** Positions of one message that are named; a tracker with more sends them rarely. */
const MOST_POSITIONS = 64;

/** What parts of one message with their receipts came to together; the best of them names it. */
export function becameOf(
  parts: readonly { readonly decoded: Decoded; readonly receipt: Receipt | undefined }[],
): Became {
  const receipts = parts.flatMap(({ receipt }) => receipt ?? []);
  const isUnreadable = parts.every(({ decoded }) => decoded.kind === 'malformed');
  const reasons = receipts.flatMap((one) => (one.kind === 'rejected' ? [one.reason] : []));
  return {
    outcome: outcomeOf(new Set(receipts.map(({ kind }) => kind)), isUnreadable),
    reasons: [...new Set(reasons)],
    positionIds: receipts.flatMap((one) => ('positionId' in one ? [one.positionId] : [])).slice(0, MOST_POSITIONS),
  };
}

function outcomeOf(kinds: ReadonlySet<Receipt['kind']>, isUnreadable: boolean): Became['outcome'] {
  if (kinds.has('accepted')) return 'ACCEPTED';
  if (kinds.has('duplicate')) return 'DUPLICATE';
  if (kinds.has('rejected')) return isUnreadable ? 'UNREADABLE' : 'QUARANTINED';
  return kinds.has('heard') ? 'HEARD' : 'NOTHING';
}
