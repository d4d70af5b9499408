import type { Mover } from '@trekker/simulator';

import type { Api } from './api.ts';
import { make } from './made.ts';

interface UnitNode {
  readonly id: string;
  readonly name: string;
  readonly parent: { readonly id: string } | null;
}

/** Makes every company and crew that does not exist yet; ids by `company/crew`. */
export async function seedUnits(api: Api, movers: readonly Mover[]): Promise<Map<string, string>> {
  const { units } = await api.run<{ units: { nodes: UnitNode[] } }>(
    'query Units { units(first: 500) { nodes { id name parent { id } } } }',
  );
  const idOf = (name: string, parentId: string | null) =>
    units.nodes.find((unit) => unit.name === name && (unit.parent?.id ?? null) === parentId)?.id;
  const unit = async (name: string, kind: 'COMPANY' | 'CREW', parentId: string | null) =>
    idOf(name, parentId) ?? make(api, ['createUnit', 'unit'], { name, kind, parentId });

  const ids = new Map<string, string>();
  for (const [company, employed] of Map.groupBy(movers, (mover) => mover.company)) {
    const companyId = await unit(company, 'COMPANY', null);
    for (const crew of new Set(employed.map((mover) => mover.crew))) {
      ids.set(`${company}/${crew}`, await unit(crew, 'CREW', companyId));
    }
  }
  return ids;
}
