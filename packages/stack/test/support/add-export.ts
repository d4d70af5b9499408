import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Client } from './client.ts';

/** Exports what a tenant's trackers reported, and waits until that is made. */
export async function addExport(client: Client, marker: string): Promise<{ exportId: string }> {
  const span = { from: new Date(Date.now() - 86_400_000), to: new Date(Date.now() + 60_000) };
  const input = { format: 'NDJSON', ...span, idempotencyKey: `export ${marker}` };
  const started = await client.change('startPositionExport', 'export { id }', input);
  const exportId: string = started.export.id;
  for (const end = Date.now() + 20_000; ; await sleep(100)) {
    const { positionExport } = await client.run(`{ positionExport(id: "${exportId}") { state } }`);
    if (positionExport.state === 'DONE') return { exportId };
    assert.ok(Date.now() < end, 'a few positions are exported within 20 s');
  }
}
