import { GraphQLError, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';

/**
 * An object whose properties are, by chance but the same for the same seed, values, promises, functions, failures or
 * nonsense, and so are theirs. With even seeds nothing is a promise.
 */
export function unruly(schema: GraphQLSchema, seed: number): object {
  return unrulyAt({ schema, seed, at: 'root' });
}

interface Place {
  readonly schema: GraphQLSchema;
  readonly seed: number;
  readonly at: string;
}

function unrulyAt(place: Place): object {
  return new Proxy(
    {},
    {
      get(_, name) {
        if (typeof name !== 'string' || name === 'then' || name === 'toJSON') return undefined;
        if (name === '__typename') return typename(chance(place));
        const below = { ...place, at: `${place.at}.${name}` };
        return disturbed(below, () => wellFormed(below, typeOf(place.schema, name)));
      },
    },
  );
}

function typename(random: number): string {
  if (random % 20 === 0) return 'Nobody';
  return random % 2 ? 'Node' : 'Leaf';
}

/** The type of the first field of this name, as SDL: the same name has the same type wherever it is not nested. */
function typeOf(schema: GraphQLSchema, name: string): string {
  const root = schema.getQueryType()?.getFields()[name];
  const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) || isInterfaceType(type));
  return String((root ?? types.find((type) => name in type.getFields())?.getFields()[name])?.type);
}

function wellFormed(place: Place, type: string): unknown {
  const random = chance(place);
  const list = (of: (index: number) => unknown) => Array.from({ length: random % 4 }, (_, index) => of(index));
  const leaves: Readonly<Record<string, unknown>> = {
    Int: 5,
    '[[Int]!]': [[1, null], list((index) => (index === 2 ? 1.5 : index))],
    String: `text of ${place.at}`,
    '[String!]': list((index) => (index === 3 ? null : `t${index}`)),
    Kind: random % 3 ? 'ONE' : 'THREE',
    Float: 1.5,
    Boolean: true,
    ID: random % 2 ? 'i' : 9,
  };
  const leaf = leaves[type.endsWith('!') ? type.slice(0, -1) : type];
  if (leaf !== undefined) return leaf;
  if (!type.startsWith('[')) return unrulyAt(place);
  return list((index) => {
    const below = { ...place, at: `${place.at}.${index}` };
    const element = disturbed(below, () => unrulyAt(below));
    // Of a list that fails at once while its other elements are waited for, graphql-js leaves rejections unhandled.
    return place.seed % 2 === 0 ? element : Promise.resolve(element);
  });
}

function disturbed({ schema, seed, at }: Place, make: () => unknown): unknown {
  const kind = chance({ schema, seed, at: `${at}!` }) % 16;
  if (kind <= 2 && seed % 2 === 0) return make();
  const disturbances: readonly (() => unknown)[] = [
    () => Promise.resolve(make()),
    () => new Promise((resolve) => setImmediate(() => resolve(make()))),
    () => Promise.reject(new Error(`${at} is rejected`)),
    () => null,
    () => (given: object) => {
      const value = make();
      return typeof value === 'string' ? `${value} ${JSON.stringify(given)}` : value;
    },
    () => () => {
      throw new GraphQLError(`${at} is refused`, { extensions: { code: 'X' } });
    },
    () => new Error(`${at} is an error`),
    () => ({}),
  ];
  return (disturbances[kind] ?? make)();
}

/** FNV-1a of a seed and a text. */
function chance({ seed, at }: Place): number {
  let hash = seed ^ 0x811c9dc5;
  for (let index = 0; index < at.length; index++) hash = Math.imul(hash ^ at.charCodeAt(index), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
