import { useLastingQuery } from '../../graphql/use-lasting-query.ts';
import type { CheckInCode, StationCode, ZoneCode } from './code-text.ts';
import { CODE_MUSTER, CODE_ZONE } from './documents.graphql.ts';

/** Why a code works no longer. */
export type CodeEnd = 'expired' | 'revoked' | 'over';

/** What is known of a code. */
export interface CodeState {
  /** Name of its zone or station; null while unknown. */
  readonly name: string | null;
  /** Why it works no longer, or null as far as is known. */
  readonly ended: CodeEnd | null;
  /** Asks again, because something was done. */
  readonly look: () => void;
}

// Somebody else may take a code back while it is on the screen.
const everyMs = 10_000;

/** What a code is for and whether it still works. @param now Unix milliseconds of the server's clock. */
export function useCodeState(code: CheckInCode, now: number): CodeState {
  const ofZone = useZoneCode(code.kind === 'zone' ? code : null);
  const ofStation = useStationCode(code.kind === 'station' ? code : null);
  const { ended, ...known } = code.kind === 'zone' ? ofZone : ofStation;
  return { ...known, ended: ended ?? (now >= code.expiresAt ? 'expired' : null) };
}

/** @param code null: nothing is asked. */
function useZoneCode(code: ZoneCode | null): CodeState {
  const variables = { zoneId: code?.zoneId ?? '' };
  const { data, reload } = useLastingQuery({ query: CODE_ZONE, variables, pause: !code }, { everyMs });
  const { name = null, checkInCodesRevokedAt = null } = data?.geofence ?? {};
  const isRevoked = code && checkInCodesRevokedAt !== null && code.madeAt <= Date.parse(checkInCodesRevokedAt);
  return { name, ended: isRevoked ? 'revoked' : null, look: reload };
}

/** @param code null: nothing is asked. */
function useStationCode(code: StationCode | null): CodeState {
  const variables = { musterId: code?.musterId ?? '' };
  const { data, reload } = useLastingQuery({ query: CODE_MUSTER, variables, pause: !code }, { everyMs });
  const { status, stations = [] } = data?.muster ?? {};
  const isOver = status === 'ENDED' || status === 'CANCELLED';
  const station = stations.find(({ id }) => id === code?.stationId);
  return { name: station?.name ?? null, ended: isOver ? 'over' : null, look: reload };
}
