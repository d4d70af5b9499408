import type { Clock } from '@trekker/kit';

import type { Intake } from '../../actions/take-in.ts';
import type { PositionsConfig } from '../../config.ts';
import type { RawLog } from '../raw-log.ts';
import type { TrackImporter } from '../track-import/track-importer.ts';
import type { Bodies } from './bodies.ts';

/** What listeners to phones may use. */
export interface Listening {
  readonly intake: Intake;
  readonly importer: TrackImporter;
  readonly rawLog: RawLog;
  readonly config: PositionsConfig;
  readonly clock: Clock;
}

/** What endpoints may use. */
export interface Answering extends Listening {
  readonly bodies: Pick<Bodies, 'take'>;
}

/** What a device gets to hear. */
export interface Answer {
  readonly status: number;
  /** JSON body; absent: an empty one. */
  readonly json?: unknown;
}
