import type { QuarantineFilter, QuarantineReason } from '../../../__generated__/graphql.ts';
import { chosenOf, textIn } from '../../../lists/address.ts';

/** Every reason for which a fix is not accepted, as the filter lists them. */
export const REASONS: readonly QuarantineReason[] = [
  'UNKNOWN_TRACKER',
  'OUT_OF_RANGE',
  'IMPLAUSIBLE_TIME',
  'ENCRYPTED',
  'FILTERED',
  'UNSUPPORTED',
  'NOT_STORED',
];

/** What the address of the page asks for: all of it, and the same without the reasons, so that these can be counted. */
export function quarantineQuery(address: URLSearchParams): {
  readonly filter: QuarantineFilter;
  readonly counted: QuarantineFilter;
} {
  const [text, identifier, trackerId] = ['q', 'identifier', 'tracker'].map((name) => textIn(address, name));
  const reasons = chosenOf(address, 'reason', REASONS);
  const counted = {
    ...(text && { text }),
    ...(identifier && { identifiers: [identifier] }),
    ...(trackerId && { trackerIds: [trackerId] }),
  };
  return { counted, filter: { ...counted, ...(reasons.length && { reasons }) } };
}
