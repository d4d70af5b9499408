import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

/** A valid query with the variables it needs. */
export interface RandomQuery {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const VARIABLES = [
  { name: 'yes', type: 'Boolean!', value: true },
  { name: 'no', type: 'Boolean = true', value: false },
  { name: 'few', type: 'Int!', value: 2 },
  { name: 'id', type: 'ID!', value: 'p1' },
];

/** Fields that need a clock or answer differently by design. */
const LEFT_OUT = new Set(['slow', 'readAfter', 'whoAmI', '_entities', '_service']);

/** Writes valid queries over a schema: aliases that clash with other fields, fragments, conditions, literals, variables. */
export class QueryWriter {
  readonly #schema: GraphQLSchema;
  readonly #random: () => number;
  #aliases = 0;

  readonly #clashes: boolean;

  /** @param clashes whether aliases may be names of keys and required fields, which must not get mixed up with them. */
  constructor(schema: GraphQLSchema, { seed, clashes }: { readonly seed: number; readonly clashes: boolean }) {
    this.#schema = schema;
    this.#random = randomNumbers(seed);
    this.#clashes = clashes;
  }

  write(kind: 'query' | 'mutation' = 'query'): RandomQuery {
    this.#aliases = 0;
    const root = kind === 'query' ? this.#schema.getQueryType() : this.#schema.getMutationType();
    if (!root) throw new Error(`the schema has no ${kind}`);
    const body = this.#selection(root, 5);
    const used = VARIABLES.filter(({ name }) => new RegExp(`\\$${name}\\b`, 'u').test(body));
    const declared = used.map(({ name, type }) => `$${name}: ${type}`).join(', ');
    return {
      query: `${kind} Random${declared === '' ? '' : `(${declared})`} ${body}`,
      variables: Object.fromEntries(used.map(({ name, value }) => [name, value])),
    };
  }

  #selection(type: GraphQLNamedType, depth: number): string {
    const parts = new Set<string>();
    const count = 1 + this.#below(4);
    for (let n = 0; n < count; n++) parts.add(this.#part(type, depth));
    return `{ ${[...parts].join(' ')} }`;
  }

  #part(type: GraphQLNamedType, depth: number): string {
    if (isAbstractType(type) && this.#chance(0.7)) return this.#fragment(type, depth);
    if (isObjectType(type) && this.#chance(0.1))
      return `... on ${type.name}${this.#condition()} ${this.#selection(type, depth)}`;
    const fields = 'getFields' in type ? Object.values(type.getFields()) : [];
    const usable = fields.filter(
      (field) => !LEFT_OUT.has(field.name) && (depth > 0 || !isCompositeType(getNamedType(field.type as never))),
    );
    const field = usable[this.#below(usable.length)];
    if (!field || this.#chance(0.08)) return '__typename';
    return this.#field(field as GraphQLField<unknown, unknown>, depth);
  }

  #fragment(type: GraphQLNamedType, depth: number): string {
    const possible = isAbstractType(type) ? this.#schema.getPossibleTypes(type) : [];
    const member = possible[this.#below(possible.length)];
    return member ? `... on ${member.name}${this.#condition()} ${this.#selection(member, depth)}` : '__typename';
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const type = getNamedType(field.type);
    const given = field.args
      .map((argument) => this.#argument(argument.name, String(argument.type)))
      .filter((text) => text !== '');
    const args = given.length > 0 ? `(${given.join(', ')})` : '';
    // A field with arguments or conditions has an alias of its own: two of one name need not be able to merge.
    const condition = this.#condition();
    const alias = args !== '' || condition !== '' || this.#chance(0.3) ? `${this.#alias()}: ` : '';
    const below = isCompositeType(type) ? ` ${this.#selection(type, depth - 1)}` : '';
    const unique = below !== '' && alias === '' ? `${this.#alias()}: ` : alias;
    return `${unique}${field.name}${args}${condition}${below}`;
  }

  #argument(name: string, type: string): string {
    switch (type) {
      case 'Int':
      case 'Int!':
        return `${name}: ${this.#chance(0.5) ? '$few' : this.#below(5)}`;
      case 'ID!':
        return `${name}: ${this.#chance(0.5) ? '$id' : `"t${this.#below(8)}"`}`;
      case 'String!':
      case 'String':
        return `${name}: "a"`;
      case 'Unit!':
        return this.#chance(0.5) ? `${name}: VOLT` : '';
      case 'RenameInput!':
        return `${name}: {id: "p${this.#below(7)}", name: "N${this.#below(9)}"}`;
      case 'EchoInput!':
        return `${name}: {mood: WILD, nested: {text: "x"}}`;
      default:
        return '';
    }
  }

  #alias(): string {
    this.#aliases += 1;
    if (this.#clashes && this.#chance(0.15)) return this.#chance(0.5) ? 'id' : 'name';
    return `x${this.#aliases}`;
  }

  #condition(): string {
    if (this.#chance(0.85)) return '';
    const directives = [
      '@include(if: $yes)',
      '@include(if: $no)',
      '@skip(if: $no)',
      '@skip(if: true)',
      '@skip(if: $yes)',
    ];
    return ` ${directives[this.#below(directives.length)]}`;
  }

  #chance(probability: number): boolean {
    return this.#random() < probability;
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }
}
