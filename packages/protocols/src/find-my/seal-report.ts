import type { FindMyKey } from './key.ts';
import { pointWithX, publicPointOf, sharedSecret } from './p224.ts';
import { encipher } from './report-cipher.ts';
import { type ReportBytes, joinReport } from './report-payload.ts';
import { type ReportPlace, writePlace } from './report-place.ts';

/** A place that a finder reports. */
export interface ReportToSeal extends ReportPlace {
  /** Unix milliseconds, from 2001 to 2137; what is below a second is cut off. */
  readonly recordedAt: number;
  /** The finder's word on how good the place is, 0 to 255; 1 to 3 are usual. */
  readonly confidence: number;
}

/** Who seals for whom. Both keys come from `findMyKey`, so both are keys. */
export interface SealingKeys {
  /** Of the tag; only its public half is used. */
  readonly tag: Pick<FindMyKey, 'advertisementKey'>;
  /** Of the finder, a new one for every report. */
  readonly ephemeral: FindMyKey;
  /** Length of the report, 88 where none is asked for. */
  readonly length?: ReportBytes;
}

/** The encrypted report as a finder makes it, for the simulator. `openReport` with the tag's private key opens it. */
export function sealReport(report: ReportToSeal, { tag, ephemeral, length = 88 }: SealingKeys): Uint8Array {
  const { recordedAt, confidence, ...place } = report;
  const ephemeralKey = publicPointOf(ephemeral.privateKey);
  const shared = sharedSecret(ephemeral.privateKey, pointWithX(tag.advertisementKey), 'advertisementKey');
  const sealed = encipher({ shared, ephemeralKey }, writePlace(place));
  return joinReport({ recordedAt, confidence, ephemeralKey, ...sealed }, length);
}
