import type { SimulatedPerson } from '@trekker/simulator';

import type { Api } from './api.ts';

interface UnitNode {
  readonly id: string;
  readonly name: string;
  readonly parent: { readonly id: string } | null;
}

/** Makes every company and crew of the people that does not exist yet; ids by `company/crew`. */
export async function seedUnits(api: Api, population: readonly SimulatedPerson[]): Promise<Map<string, string>> {
  const { units } = await api.run<{ units: { nodes: UnitNode[] } }>(
    'query Units { units(first: 500) { nodes { id name parent { id } } } }',
  );
  const idOf = (name: string, parentId: string | null) =>
    units.nodes.find((unit) => unit.name === name && (unit.parent?.id ?? null) === parentId)?.id;
  const ids = new Map<string, string>();
  for (const company of new Set(population.map((person) => person.company))) {
    const companyId =
      idOf(company, null) ?? (await createUnit(api, { name: company, kind: 'COMPANY', parentId: null }));
    for (const crew of new Set(
      population.filter((person) => person.company === company).map((person) => person.crew),
    )) {
      const crewId =
        idOf(crew, companyId) ?? (await createUnit(api, { name: crew, kind: 'CREW', parentId: companyId }));
      ids.set(`${company}/${crew}`, crewId);
    }
  }
  return ids;
}

async function createUnit(api: Api, input: { name: string; kind: string; parentId: string | null }): Promise<string> {
  const { createUnit: created } = await api.run<{
    createUnit: { unit: { id: string } | null; userErrors: { message: string }[] };
  }>(
    'mutation CreateUnit($input: CreateUnitInput!) { createUnit(input: $input) { unit { id } userErrors { message } } }',
    { input },
  );
  if (!created.unit) throw new Error(`unit ${input.name}: ${created.userErrors.map((one) => one.message).join('; ')}`);
  return created.unit.id;
}
