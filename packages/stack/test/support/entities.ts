import type { Viewer } from '@trekker/kit';

import type { Stack } from '../../src/stack.ts';
import { idOfNothing } from './ids.ts';
import { selectionOf } from './operations.ts';
import { askSubgraph, type Served } from './served.ts';
import type { Difference } from './strangers.ts';

/** Every type that a subgraph resolves by key: `[subgraph, type]`. */
export function entityTypes({ subgraphs }: Served): [string, string][] {
  return [...subgraphs].flatMap(([name, shape]) =>
    (shape.types.get('_Entity')?.possibleTypes ?? []).map((type): [string, string] => [name, type.name]),
  );
}

/** One entity by its id, asked for as the gateway would, past the gateway: the whole answer as text. */
export async function askEntity(
  { stack, served }: { stack: Stack; served: Served },
  { subgraph, type, id, viewer }: { subgraph: string; type: string; id: string; viewer: Viewer | null },
): Promise<string> {
  const shape = served.subgraphs.get(subgraph);
  const selection = shape ? selectionOf(shape, type, 2) : '';
  const document = `query Entity($keys: [_Any!]!) { _entities(representations: $keys) { __typename ... on ${type} ${selection} } }`;
  return JSON.stringify(
    await askSubgraph(stack, subgraph, { document, variables: { keys: [{ __typename: type, id }] }, viewer }),
  );
}

/**
 * Asks for each foreign id as each type of each subgraph, and compares with the answer to an id of nothing.
 * @param types ask as these types alone.
 */
export async function compareEntities(
  site: { stack: Stack; served: Served },
  { viewer, foreign, types }: { viewer: Viewer; foreign: ReadonlyMap<string, string>; types?: readonly string[] },
): Promise<{ cells: number; differences: Difference[] }> {
  const differences: Difference[] = [];
  let cells = 0;
  for (const [subgraph, type] of entityTypes(site.served).filter((each) => types?.includes(each[1]) ?? true)) {
    for (const [what, id] of foreign) {
      const answerTo = async (asked: string) =>
        (await askEntity(site, { subgraph, type, id: asked, viewer })).replaceAll(asked, 'ID');
      const [theirs, nobodys] = [await answerTo(id), await answerTo(idOfNothing(id))];
      cells += 1;
      if (theirs !== nobodys)
        differences.push({ cell: `${subgraph} ${type} by ${what}`, foreign: theirs, missing: nobodys });
    }
  }
  return { cells, differences };
}
