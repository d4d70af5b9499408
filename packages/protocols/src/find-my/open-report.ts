import type { DecodedFix, Malformed } from '../decoded.ts';
import { orMalformed } from '../unreadable.ts';
import type { FindMyKey } from './key.ts';
import { sharedSecret } from './p224.ts';
import { decipher } from './report-cipher.ts';
import { splitReport } from './report-payload.ts';
import { batteryLevelOf, readPlace } from './report-place.ts';

/** An encrypted report and what it is opened with. */
export interface ReportToOpen {
  /** 88 or 89 bytes: time, confidence, the finder's point, the sealed place and its tag. */
  readonly payload: Uint8Array;
  readonly key: Pick<FindMyKey, 'privateKey'>;
  /** What the tag is called by the product. */
  readonly identifier: string;
}

/**
 * Opens a report that somebody's phone made when it heard a tag of ours. Malformed where it is too short or too long,
 * where the finder's point is not on the curve, and where its tag does not fit (it was changed, or is for another key).
 *
 * Source: the papers and the open code about Apple's offline finding (OpenHaystack); P-224 Diffie-Hellman, X9.63 with
 * SHA-256, AES-128-GCM.
 */
export function openReport({ payload, key, identifier }: ReportToOpen): DecodedFix | Malformed {
  return orMalformed(identifier, (): DecodedFix => {
    const { recordedAt, confidence, ephemeralKey, ciphertext, tag } = splitReport(payload);
    const shared = sharedSecret(key.privateKey, ephemeralKey, 'ephemeralKey');
    const { status, ...place } = readPlace(decipher({ shared, ephemeralKey }, { ciphertext, tag }));
    const attributes = { confidence, status, batteryLevel: batteryLevelOf(status) };
    return { kind: 'fix', fix: { identifier, recordedAt, ...place, attributes } };
  });
}
