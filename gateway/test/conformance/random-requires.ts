import type { SubgraphModule } from '../standalone/http-subgraphs.ts';
import type { Row } from './suite.ts';

/** A federation of one entity whose fields are worked out from others of its fields, and what they come to. */
export interface RandomFederation {
  readonly subgraphs: readonly SubgraphModule[];
  readonly query: string;
  readonly data: unknown;
}

interface Field {
  readonly name: string;
  readonly owner: number;
  /** What it is worked out from, with the argument it is asked for with; null for none. */
  readonly needs: readonly { readonly field: number; readonly times: number | null }[];
}

const SUBGRAPHS = 4;
const FIELDS = 8;

/** @param random gives numbers from 0 to below 1. */
export function randomFederation(random: () => number): RandomFederation {
  const below = (most: number) => Math.floor(random() * most);
  const fields: Field[] = [];
  for (let index = 0; index < FIELDS; index += 1) {
    const owner = below(SUBGRAPHS);
    const others = fields.flatMap((field, earlier) => (field.owner === owner ? [] : [earlier]));
    const needed = new Set(others.length > 0 && random() < 0.7 ? [below(others.length), below(others.length)] : []);
    const needs = [...needed].map((at) => ({ field: others[at] ?? 0, times: random() < 0.5 ? below(3) + 2 : null }));
    fields.push({ name: `f${index}`, owner, needs });
  }
  const asked = fields.filter(() => random() < 0.5);
  const chosen = asked.length > 0 ? asked : fields.slice(-1);
  const selections = chosen.map((field) => ({ field, times: random() < 0.3 ? below(3) + 2 : null }));
  const query = `{ item { ${selections.map(({ field, times }, at) => `a${at}: ${field.name}${argument(times)}`).join(' ')} } }`;
  const value = ({ name, needs }: Field, times: number | null): number =>
    worked(
      name,
      needs.map((need) => value(fields[need.field] ?? never(), need.times)),
      times,
    );
  const answers = selections.map(({ field, times }, at) => [`a${at}`, value(field, times)]);
  return {
    subgraphs: Array.from({ length: SUBGRAPHS }, (_, at) => subgraph(at, fields)),
    query,
    data: { item: Object.fromEntries(answers) },
  };
}

function subgraph(at: number, fields: readonly Field[]): SubgraphModule {
  const own = fields.filter(({ owner }) => owner === at);
  const needed = [...new Set(own.flatMap(({ needs }) => needs.map(({ field }) => field)))];
  const lines = [
    ...own.map(({ name, needs }) => {
      const asks = needs.map((need) => `f${need.field}${argument(need.times)}`).join(' ');
      return `${name}(times: Int): Int${needs.length > 0 ? ` @requires(fields: "${asks}")` : ''}`;
    }),
    ...needed.map((field) => `f${field}(times: Int): Int @external`),
  ];
  const resolvers = own.map(({ name, needs }) => [
    name,
    (parent: Row, { times = null }: Row) =>
      worked(
        name,
        needs.map(({ field }) => parent[`f${field}`]),
        times,
      ),
  ]);
  return {
    name: `s${at}`,
    sdl: `${at === 0 ? 'type Query { item: Item }' : ''} type Item @key(fields: "id") { id: ID! ${lines.join(' ')} }`,
    resolvers: {
      ...(at === 0 ? { Query: { item: () => ({ id: '1' }) } } : {}),
      Item: { __resolveReference: (given: Row) => given, ...Object.fromEntries(resolvers) },
    },
  };
}

function worked(name: string, parts: readonly number[], times: number | null): number {
  const own = Number(name.slice(1)) + 1;
  return (parts.reduce((total, part, at) => (total * 3 + part * (at + 2)) % 99_991, own) * (times ?? 1)) % 99_991;
}

function argument(times: number | null): string {
  return times === null ? '' : `(times: ${times})`;
}

function never(): never {
  throw new Error('a field needs one that comes later');
}
