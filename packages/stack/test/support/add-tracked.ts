import type { Client } from './client.ts';
import { minutesAgo } from './where-and-when.ts';

/** A PNG of one pixel. */
export const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** A person and an asset with pictures, each with a tracker. */
export async function addTracked(client: Client, marker: string, unitId: string) {
  const { person } = await client.change('createPerson', 'person { id }', { name: `Person ${marker}`, unitId });
  const { asset } = await client.change('createAsset', 'asset { id }', { name: `Asset ${marker}`, unitId });
  const image = { content: PIXEL, thumbnail: PIXEL };
  await client.change('setPersonImage', 'person { id }', { personId: person.id, ...image });
  await client.change('setAssetImage', 'asset { id }', { assetId: asset.id, ...image });
  const trackerId = await addTracker(client, { name: `Phone ${marker}`, identifier: `phone-${marker}`, unitId });
  const onAsset = await addTracker(client, { name: `Unit ${marker}`, identifier: `unit-${marker}`, unitId });
  const from = minutesAgo(60);
  const carried = [
    { trackerId, personId: person.id, from },
    { trackerId: onAsset, assetId: asset.id, from },
  ];
  let assignmentId = '';
  for (const input of carried) {
    assignmentId = (await client.change('assignTracker', 'assignment { id }', input)).assignment.id;
  }
  return { personId: person.id as string, assetId: asset.id as string, trackerId, assignmentId };
}

/** One more tracker; its id. */
export async function addTracker(client: Client, input: Readonly<Record<string, unknown>>): Promise<string> {
  return (await client.change('addTracker', 'tracker { id }', input)).tracker.id;
}
