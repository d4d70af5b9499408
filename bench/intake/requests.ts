import { identifierOf, type FleetFix } from './fleet.ts';
import type { Shot } from './load.ts';

/**
 * Requests of `/v1/positions` with so many fixes each, in lanes of which each has trackers of its own, so that no tracker's
 * fixes overtake each other.
 *
 * @param door path of the door, with its slash at the end.
 */
export function batchRequests(
  fixes: readonly FleetFix[],
  { door, lanes, size }: { door: string; lanes: number; size: number },
): Shot[][] {
  return inLanes(fixes, lanes).map((lane) =>
    Array.from({ length: Math.ceil(lane.length / size) }, (_, index) => {
      const batch = lane.slice(index * size, (index + 1) * size);
      const positions = batch.map(({ tracker, ...place }) => ({ tracker: identifierOf(tracker), ...place }));
      return post(`${door}v1/positions`, JSON.stringify({ positions }), batch.length);
    }),
  );
}

/** One request in OsmAnd's form for each fix. @param doorOf path of the tracker's door. */
export function singleRequests(
  fixes: readonly FleetFix[],
  { doorOf, lanes }: { doorOf: (tracker: number) => string; lanes: number },
): Shot[][] {
  return inLanes(fixes, lanes).map((lane) =>
    lane.map(({ tracker, time, latitude, longitude }) => {
      const query = `id=${identifierOf(tracker)}&lat=${latitude}&lon=${longitude}&timestamp=${time}`;
      return { bytes: Buffer.from(`GET ${doorOf(tracker)}?${query} HTTP/1.1\r\nhost: bench\r\n\r\n`), positions: 1 };
    }),
  );
}

function post(path: string, body: string, positions: number): Shot {
  const head = `POST ${path} HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`;
  return { bytes: Buffer.from(head + body), positions };
}

function inLanes(fixes: readonly FleetFix[], lanes: number): FleetFix[][] {
  const all = Array.from({ length: lanes }, (): FleetFix[] => []);
  for (const fix of fixes) all[fix.tracker % lanes]?.push(fix);
  return all;
}
