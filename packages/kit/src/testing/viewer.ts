import { uuidv7 } from '../ids.ts';
import type { Viewer } from '../viewer.ts';

/** A viewer with these permissions on the whole of a tenant; pass `units` to limit it to some. */
export function testViewer(
  tenantId: string,
  permissions: readonly string[],
  { units = null }: { units?: readonly string[] | null } = {},
): Viewer {
  return {
    tenantId,
    actor: { kind: 'user', id: uuidv7() },
    grants: [{ permissions, units, places: null, until: null }],
    sessionId: null,
    epoch: 0,
    expiresAt: null,
  };
}
