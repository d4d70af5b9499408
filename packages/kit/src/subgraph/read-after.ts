import { InvalidInputError, TrekkerError } from '../errors.ts';
import { parseHeadKey, SHARED, type Head } from '../event-log/entry.ts';
import type { ProjectionRunner } from '../event-log/runner.ts';
import { isUuid } from '../ids.ts';
import type { Viewer } from '../viewer.ts';
import type { Offsets } from './executor.ts';

const TIMEOUT_MS = 1_000;
const MOST_PARTITIONS = 1_024;

/**
 * Lets a session read what it wrote: waits until every projection that reads a written topic has reached the offset.
 * Fails with REPLICA_BEHIND after a second, with INVALID_INPUT for what is no head. Heads of another tenant are passed
 * over, whoever names them: how far they are is nobody's business, and a browser may still carry those of the tenant it
 * was signed in to before.
 */
export async function waitForWrites(
  projections: readonly ProjectionRunner[],
  readAfter: Offsets = {},
  viewer: Viewer | null = null,
): Promise<void> {
  const waits = Object.entries(readAfter).flatMap(([key, offset]) => {
    const head = parseHeadKey(key);
    if (!isHead(head) || !Number.isSafeInteger(offset)) {
      throw new InvalidInputError('readAfter', `must hold what a mutation wrote, got ${JSON.stringify(key)}`);
    }
    if (!viewer || (head.tenantId !== SHARED && head.tenantId !== viewer.tenantId)) return [];
    const concerned = projections.filter(({ projection }) => projection.topic === head.topic);
    return concerned.map((runner) => runner.reached(head, offset, TIMEOUT_MS));
  });
  if (!(await Promise.all(waits)).every(Boolean)) {
    throw new TrekkerError('REPLICA_BEHIND', 'what you wrote has not arrived here yet; try again');
  }
}

function isHead({ topic, tenantId, partition }: Head): boolean {
  return (
    topic !== '' && isUuid(tenantId) && Number.isInteger(partition) && partition >= 0 && partition < MOST_PARTITIONS
  );
}
