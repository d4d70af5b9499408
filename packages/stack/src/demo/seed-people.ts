import type { SimulatedPerson } from '@trekker/simulator';

import type { Api } from './api.ts';

/** Adds a tracker and its person for everybody whose phone is not known yet. */
export async function seedPeople(
  api: Api,
  population: readonly SimulatedPerson[],
  unitIds: ReadonlyMap<string, string>,
): Promise<void> {
  const { trackers } = await api.run<{ trackers: { nodes: { identifiers: string[] }[] } }>(
    'query Trackers { trackers(first: 500) { nodes { identifiers } } }',
  );
  const known = new Set(trackers.nodes.flatMap((tracker) => tracker.identifiers));
  for (const person of population.filter(({ identifier }) => !known.has(identifier))) {
    await addTracker(api, person, unitIds.get(`${person.company}/${person.crew}`) ?? null);
  }
}

async function addTracker(api: Api, person: SimulatedPerson, unitId: string | null): Promise<void> {
  const input = { name: `Phone of ${person.name}`, identifier: person.identifier, newPersonName: person.name, unitId };
  const { addTracker: added } = await api.run<{
    addTracker: { tracker: { id: string } | null; userErrors: { message: string }[] };
  }>(
    'mutation AddTracker($input: AddTrackerInput!) { addTracker(input: $input) { tracker { id } userErrors { message } } }',
    { input },
  );
  if (!added.tracker)
    throw new Error(`tracker ${input.identifier}: ${added.userErrors.map((one) => one.message).join('; ')}`);
}
