import type { Client } from './client.ts';

/** Something that must be kept of a tenant, and somebody who may be erased. */
export async function addPrivacy(client: Client, { marker, trackerId }: { marker: string; trackerId: string }) {
  const leaver = await client.change('createPerson', 'person { id }', { name: `Leaver ${marker}`, kind: 'VISITOR' });
  const placed = await client.change('placeLegalHold', 'hold { id }', { trackerId, reason: `Claim of ${marker}` });
  return { leaverId: leaver.person.id as string, holdId: placed.hold.id as string };
}
