import type { Viewer } from '@trekker/kit';

import type { TestPositions } from './positions.ts';

/** A rule and what is set of it, as the API takes it; null inherits. */
export type RuleChange = readonly [rule: string, setting: object | null];

/** Sets rules for a scope and gives back what became of it. */
export async function setRules(
  site: TestPositions,
  viewer: Viewer,
  { changes, ...scope }: { unitId?: string; trackerId?: string; changes: readonly RuleChange[] },
) {
  const document = `mutation M($input: SetFilterRulesInput!) { setFilterRules(input: $input) {
    rules { rule isOn limit attributes scope unit { id } tracker { id } } userErrors { field code message } } }`;
  const input = { ...scope, changes: changes.map(([rule, setting]) => ({ rule, setting })) };
  const answer = await site.run(document, { viewer, variables: { input } });
  return { ...answer, payload: answer.data?.setFilterRules };
}

/** The rules of a tracker that are on or set, as the API tells of them. */
export async function rulesOfTracker(site: TestPositions, viewer: Viewer, trackerId: string) {
  const document = `{ _entities(representations: [{ __typename: "Tracker", id: "${trackerId}" }]) { ... on Tracker {
    filterRules { rule isOn limit attributes scope unit { id } setAt } } } }`;
  const { data } = await site.run(document, { viewer });
  return data._entities[0].filterRules as {
    rule: string;
    isOn: boolean;
    limit: number | null;
    scope: string | null;
    unit: { id: string } | null;
    setAt: string | null;
  }[];
}

/** Tells of a unit as tenancy does; `path` ends with the unit itself. */
export async function tellUnit(site: TestPositions, tenantId: string, path: readonly string[]): Promise<void> {
  const payload = { unitId: path.at(-1), name: 'x', kind: 'CREW', parentId: path.at(-2) ?? null, path };
  await site.writer.withTenant(tenantId, async (tx) =>
    tx.publish({ topic: 'tenancy', subject: tenantId, type: 'unit-created', payload }),
  );
}
