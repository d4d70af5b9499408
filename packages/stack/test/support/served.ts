import type { Viewer } from '@trekker/kit';

import type { Stack } from '../../src/stack.ts';
import { INTROSPECTION, readShape, type ApiShape } from './api-shape.ts';
import type { Client } from './client.ts';

/** The schemas of an installation, by their own account. */
export interface Served {
  /** The API, less the fields of subgraphs that do not run. */
  readonly api: ApiShape;
  /** By the subgraph's name. */
  readonly subgraphs: ReadonlyMap<string, ApiShape>;
  /** Coordinates of the API that no running subgraph answers. */
  readonly unserved: readonly string[];
}

/** What the gateway answers itself, as `schema/gateway.graphql` states it. */
const OF_THE_GATEWAY = /^(?:Query\.rateLimit|RateLimit\.\w+)$/;

/** Asks the gateway and every subgraph what they offer. */
export async function readServed(stack: Stack, client: Client): Promise<Served> {
  const whole = readShape(await client.run(INTROSPECTION));
  const subgraphs = new Map<string, ApiShape>();
  for (const name of stack.subgraphs.executors.keys()) {
    subgraphs.set(name, readShape((await askSubgraph(stack, name, { document: INTROSPECTION, viewer: null })).data));
  }
  const coordinates = new Set([...subgraphs.values()].flatMap(coordinatesOf));
  const isServed = (coordinate: string) => coordinates.has(coordinate) || OF_THE_GATEWAY.test(coordinate);
  const types = new Map(
    [...whole.types].map(([name, type]) => [
      name,
      {
        ...type,
        fields: type.fields?.filter((field) => name.startsWith('__') || isServed(`${name}.${field.name}`)) ?? null,
      },
    ]),
  );
  const roots = whole.roots.filter(({ coordinate }) => isServed(coordinate));
  const unserved = coordinatesOf(whole).filter((coordinate) => !isServed(coordinate));
  return { api: { types, roots }, subgraphs, unserved };
}

/** An operation sent to a subgraph itself, past the gateway; through JSON, as it would travel. */
export async function askSubgraph(
  stack: Stack,
  name: string,
  request: { document: string; variables?: Record<string, unknown>; viewer: Viewer | null },
): Promise<any> {
  const executor = stack.subgraphs.executors.get(name);
  if (!executor) throw new Error(`there is no subgraph ${name}`);
  const { signal } = new AbortController();
  return JSON.parse(JSON.stringify(await executor.execute({ variables: {}, requestId: 'test', signal, ...request })));
}

function coordinatesOf({ types }: ApiShape): string[] {
  return [...types.values()].flatMap(({ name, fields }) =>
    name.startsWith('__') ? [] : (fields ?? []).map((field) => `${name}.${field.name}`),
  );
}

/** What a root field demands, as the SDL says it: `public`, `authenticated`, or a permission such as `units:read`. */
export function requirements(stack: Stack): ReadonlyMap<string, string> {
  const fields = Object.values(stack.subgraphs.services).flatMap(({ subgraph: { schema } }) =>
    [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
      Object.values(type?.getFields() ?? {}).map((field) => ({ type, field })),
    ),
  );
  const named = fields.flatMap(({ type, field: { name, astNode } }): [string, string][] => {
    const naming = astNode?.directives?.filter((directive) => /^(requiresScopes|policy)$/.test(directive.name.value));
    const value = /"kind":"StringValue","value":"([^"]+)"/.exec(JSON.stringify(naming ?? []))?.[1];
    return value === undefined ? [] : [[`${type?.name}.${name}`, value]];
  });
  return new Map([...named, ['Query.rateLimit', 'public']]);
}
