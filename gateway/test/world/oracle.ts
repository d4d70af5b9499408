import { execute, isObjectType, parse, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { WorldEvents, type WorldContext } from './context.ts';
import { books, byId, cars } from './data.ts';
import { peopleResolvers } from './people-subgraph.ts';
import { positionsResolvers, requiredFieldsAlone } from './positions-subgraph.ts';
import { trackersResolvers } from './trackers-subgraph.ts';

type Keyed = { readonly id: string };
type Resolvers = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Here `Thing`s are bare keys, as no second subgraph completes them. */
const completed: Resolvers = {
  Book: {
    title: ({ id }: Keyed) => byId(books, id)?.title,
    pages: ({ id }: Keyed) => byId(books, id)?.pages,
  },
  Car: {
    title: ({ id }: Keyed) => byId(cars, id)?.title,
    wheels: ({ id }: Keyed) => byId(cars, id)?.wheels,
  },
};

/** Makes `schema` answer by itself, with the resolvers of all subgraphs, and returns how to ask it. */
export function createOracle(schema: GraphQLSchema) {
  const parts: Resolvers[] = [peopleResolvers, trackersResolvers, positionsResolvers, requiredFieldsAlone, completed];
  for (const resolvers of parts) attach(schema, resolvers);
  return (query: string, variables: Record<string, unknown>): Promise<ExecutionResult> => {
    const contextValue = { request: { viewer: null }, events: new WorldEvents(), wrote: {} } as unknown as WorldContext;
    return Promise.resolve(execute({ schema, document: parse(query), variableValues: variables, contextValue }));
  };
}

function attach(schema: GraphQLSchema, resolvers: Resolvers): void {
  for (const [typeName, fields] of Object.entries(resolvers)) {
    const type = schema.getType(typeName);
    if (!isObjectType(type)) continue;
    for (const [name, resolve] of Object.entries(fields)) {
      const field = type.getFields()[name];
      if (field && typeof resolve === 'function') field.resolve = resolve as never;
    }
  }
}
