import { composeServices } from '@apollo/composition';
import type { SubgraphExecutor } from '@trekker/kit';
import { parse } from 'graphql';

/**
 * A federation that the planner despairs of: four subgraphs share an interface of four types and each adds a field of its
 * own to all of them. Three nested `next`, with a fragment for each type, are 272 characters and take it gigabytes.
 */
const NAMES = ['a', 'b', 'c', 'd'];
const TYPES = ['One', 'Two', 'Three', 'Four'];

/** A query that cannot be planned in any reasonable time. */
export const hungryQuery = `{ node { ${nested(3)} } }`;

/** The supergraph, and subgraphs that all answer that the node has id 1 and name x. */
export function hungryWorld(): { supergraphSdl: string; subgraphs: ReadonlyMap<string, SubgraphExecutor> } {
  const services = NAMES.map((name) => ({ name, url: `http://${name}.invalid`, typeDefs: parse(sdlOf(name)) }));
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new AggregateError(errors ?? [], 'the hungry world does not compose');
  return { supergraphSdl, subgraphs: new Map(NAMES.map((name) => [name, executor(name)])) };
}

function sdlOf(name: string): string {
  const fields = 'id: ID! next: Node @shareable name: String @shareable';
  const types = TYPES.map((type) => `type ${type} implements Node @key(fields: "id") { ${fields} from_${name}: Int }`);
  return `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@shareable"])
    type Query { node: Node @shareable }
    interface Node { id: ID! next: Node name: String }
    ${types.join('\n')}`;
}

function nested(depth: number): string {
  if (depth === 0) return 'name';
  const fragments = TYPES.map((type, index) => `... on ${type} { from_${NAMES[index]} }`);
  return `next { ${nested(depth - 1)} } ${fragments.join(' ')}`;
}

function executor(name: string): SubgraphExecutor {
  return {
    name,
    execute: async ({ document }) => {
      const alias = /(?<alias>\w+): ?name/u.exec(document)?.groups?.['alias'] ?? 'name';
      return { data: { node: { __typename: 'One', id: '1', [alias]: 'x', name: 'x' } } };
    },
    subscribe: () => {
      throw new Error('nothing here is live');
    },
  };
}
