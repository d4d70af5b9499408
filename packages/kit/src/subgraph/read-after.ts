import { TrekkerError } from '../errors.ts';
import { parseHeadKey } from '../event-log/entry.ts';
import type { ProjectionRunner } from '../event-log/runner.ts';
import type { Offsets } from './executor.ts';

const TIMEOUT_MS = 1_000;

/**
 * Lets a session read what it wrote: waits until every projection that reads a written topic has reached the offset.
 * Fails with REPLICA_BEHIND after a second.
 */
export async function waitForWrites(projections: readonly ProjectionRunner[], readAfter: Offsets = {}): Promise<void> {
  const waits = Object.entries(readAfter).flatMap(([key, offset]) => {
    const head = parseHeadKey(key);
    const concerned = projections.filter(({ projection }) => projection.topic === head.topic);
    return concerned.map((runner) => runner.reached(head, offset, TIMEOUT_MS));
  });
  if (!(await Promise.all(waits)).every(Boolean)) {
    throw new TrekkerError('REPLICA_BEHIND', 'what you wrote has not arrived here yet; try again');
  }
}
