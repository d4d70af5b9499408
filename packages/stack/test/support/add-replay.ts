import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Client } from './client.ts';

/**
 * Replays the fixes of a tenant that are refused whatever happens, and waits for the end of it.
 * @returns one of them with its tracker, and one of the two of another tracker with theirs.
 */
export async function addReplay(client: Client, marker: string) {
  const input = { filter: { reasons: ['OUT_OF_RANGE'] }, idempotencyKey: `replay ${marker}` };
  const { replay } = await client.change('replayQuarantinedFixes', 'replay { id }', input);
  for (const end = Date.now() + 20_000; ; await sleep(100)) {
    const { quarantineReplay } = await client.run(`{ quarantineReplay(id: "${replay.id}") { state } }`);
    if (quarantineReplay.state === 'DONE') break;
    assert.ok(Date.now() < end, 'three fixes are replayed within 20 s');
  }
  const { quarantinedFixes } = await client.run('{ quarantinedFixes { nodes { id identifier tracker { id } } } }');
  const of = (name: string) => quarantinedFixes.nodes.find((fix: any) => fix.identifier === `${name}-${marker}`);
  return {
    badFixId: of('phone').id as string,
    badTrackerId: of('phone').tracker.id as string,
    worseFixId: of('unit').id as string,
    worseTrackerId: of('unit').tracker.id as string,
  };
}
