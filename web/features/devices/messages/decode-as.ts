import type { DecodeMessageInput, DecodingFragment } from '../../../__generated__/graphql.ts';
import { AskFailure, askPage } from '../../../graphql/ask-page.ts';
import { bestReading } from './best-reading.ts';
import { DECODE } from './documents.graphql.ts';
import { isHex } from './hex.ts';
import type { Inspected } from './inspector-address.ts';

/** How the inspector's question was answered. */
export type Decoded =
  | { readonly kind: 'read'; readonly protocol: string; readonly decoding: DecodingFragment }
  | { readonly kind: 'nothing-fits' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'silent' };

/** Has a message read by its protocol, or by each of them in turn where that is to be found out. */
export async function decodeAs(
  inspected: Inspected,
  { protocols, trackerId }: { readonly protocols: readonly string[]; readonly trackerId: string | null },
): Promise<Decoded> {
  const wanted = inspected.protocol ? [inspected.protocol] : protocols;
  const readings = new Map<string, DecodingFragment | null>();
  try {
    for (const protocol of wanted) readings.set(protocol, await readBy(protocol, inspected, trackerId));
  } catch (failure) {
    if (failure instanceof AskFailure) return { kind: 'silent' };
    throw failure;
  }
  if (inspected.protocol) {
    const decoding = readings.get(inspected.protocol);
    return decoding ? { kind: 'read', protocol: inspected.protocol, decoding } : { kind: 'refused' };
  }
  const best = bestReading(readings);
  return best ? { kind: 'read', protocol: best.protocol, decoding: best.reading } : { kind: 'nothing-fits' };
}

/** What one protocol makes of a message; null where it refuses the input. Fails with an AskFailure where nobody answers. */
async function readBy(
  protocol: string,
  { content, identifier, topic, isDatagram }: Inspected,
  trackerId: string | null,
): Promise<DecodingFragment | null> {
  const input: DecodeMessageInput = {
    protocol,
    ...(isHex(content) ? { hex: content } : { text: content }),
    ...(identifier && { identifier }),
    ...(topic && { topic }),
    ...(trackerId && { trackerId }),
    isDatagram,
  };
  try {
    return (await askPage(DECODE, { input })).decodeMessage;
  } catch (failure) {
    if (failure instanceof AskFailure && failure.codes.includes('INVALID_INPUT')) return null;
    throw failure;
  }
}
