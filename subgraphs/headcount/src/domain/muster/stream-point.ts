import { decodeCursor, encodeCursor, headKey, cursorExpired } from '@trekker/kit';

import { PERSON_VISITS_TOPIC } from '../../events.ts';
import { headOfTenant } from '../stream-point.ts';

/** Up to where a stream of a muster is told: by what was written, and by time that passed. */
export interface MusterPoint {
  /** Offset in topic `person-visits`; -1 before its first entry. */
  readonly visits: number;
  /** Number of the newest act. */
  readonly acts: number;
  /** Grows with whatever else it depends on: people's units, and stations they are given. */
  readonly others: number;
  /** Unix milliseconds. */
  readonly at: number;
}

const OTHERS = 'others';
const CLOCK = 'clock';

/** Which stream a cursor belongs to. */
interface Of {
  readonly tenantId: string;
  readonly musterId: string;
}

/** The point as clients keep it. */
export function writeMusterCursor({ visits, acts, others, at }: MusterPoint, of: Of): string {
  const keys = keysOf(of);
  return encodeCursor({ [keys.visits]: visits, [keys.acts]: acts, [OTHERS]: others, [CLOCK]: at });
}

/** The point behind a cursor. Fails with INVALID_INPUT when it is none, with CURSOR_EXPIRED when it is of another stream. */
export function readMusterCursor(text: string, of: Of): MusterPoint {
  const keys = keysOf(of);
  const { [keys.visits]: visits, [keys.acts]: acts, [OTHERS]: others, [CLOCK]: at, ...more } = decodeCursor(text);
  if (visits === undefined || acts === undefined || others === undefined || at === undefined) throw cursorExpired();
  if (Object.keys(more).length) throw cursorExpired();
  return { visits, acts, others, at };
}

function keysOf({ tenantId, musterId }: Of): { visits: string; acts: string } {
  return { visits: headKey(headOfTenant(PERSON_VISITS_TOPIC, tenantId)), acts: `muster/${musterId}` };
}
