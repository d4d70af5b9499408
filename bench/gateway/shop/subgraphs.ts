/** The subgraphs of a small shop: the shape that published federation benchmarks use, with rows of our own. */
export interface ShopSubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly resolvers: object;
}

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@external", "@requires", "@provides", "@shareable"])';

const users = ['Inga', 'Marek', 'Salome', 'Tomas', 'Yusra', 'Zeno'].map((name, index) => ({
  id: `${index + 1}`,
  name: `${name} ${'Abcdef'[index]}ergström`,
  username: name.toLowerCase(),
}));

const products = ['Table', 'Couch', 'Chair', 'Lamp', 'Shelf', 'Carpet', 'Desk', 'Bed', 'Mirror'].map((name, index) => ({
  upc: `${index + 1}`,
  name,
  price: [899, 1299, 54, 40, 120, 310, 450, 1650, 75][index] ?? 1,
  weight: [100, 1000, 50, 3, 40, 22, 90, 600, 9][index] ?? 1,
  inStock: index % 3 !== 1,
}));

const OPINIONS = [
  'We have had it for a year now and would take it again at once.',
  'Too expensive for what it is, though it came on the promised day.',
  'It could be better: the left leg is shorter than the others are.',
  'The neighbours have another one, and theirs does what it should.',
  'It "squeaks" whenever somebody sits down, but then it holds.',
];

const reviews = Array.from({ length: 11 }, (_, index) => ({
  id: `${index + 1}`,
  body: OPINIONS[index % OPINIONS.length] ?? '',
  userId: `${(index % 2) + 1}`,
  upc: `${(index % 2) + 1}`,
}));

const userOf = (id: string) => users.find((user) => user.id === id);
const productOf = (upc: string) => products.find((product) => product.upc === upc);

export const shop: readonly ShopSubgraph[] = [
  {
    name: 'accounts',
    sdl: `${LINK}
      type Query { me: User users: [User] user(id: ID!): User }
      type User @key(fields: "id") { id: ID! name: String username: String @shareable }`,
    resolvers: {
      Query: { me: () => users[0], users: () => users, user: (_: unknown, { id }: { id: string }) => userOf(id) },
      User: { __resolveReference: ({ id }: { id: string }) => userOf(id) },
    },
  },
  {
    name: 'inventory',
    sdl: `${LINK}
      type Product @key(fields: "upc") {
        upc: String! weight: Int @external price: Int @external
        inStock: Boolean shippingEstimate: Int @requires(fields: "price weight")
      }`,
    resolvers: {
      Product: {
        __resolveReference: (given: { upc: string }) => ({ ...given, inStock: productOf(given.upc)?.inStock }),
        shippingEstimate: ({ price, weight }: { price: number; weight: number }) =>
          price > 1_000 ? 0 : Math.round(weight * 0.5),
      },
    },
  },
  {
    name: 'products',
    sdl: `${LINK}
      type Query { topProducts(first: Int = 5): [Product] product(upc: String!): Product }
      type Product @key(fields: "upc") { upc: String! name: String price: Int weight: Int }`,
    resolvers: {
      Query: {
        topProducts: (_: unknown, { first }: { first: number }) => products.slice(0, first),
        product: (_: unknown, { upc }: { upc: string }) => productOf(upc),
      },
      Product: { __resolveReference: ({ upc }: { upc: string }) => productOf(upc) },
    },
  },
  {
    name: 'reviews',
    sdl: `${LINK}
      type Review @key(fields: "id") { id: ID! body: String author: User @provides(fields: "username") product: Product }
      type User @key(fields: "id") { id: ID! username: String @external reviews: [Review] }
      type Product @key(fields: "upc") { upc: String! reviews: [Review] }`,
    resolvers: {
      Review: {
        author: ({ userId }: { userId: string }) => userOf(userId),
        product: ({ upc }: { upc: string }) => ({ upc }),
      },
      User: { reviews: ({ id }: { id: string }) => reviews.filter(({ userId }) => userId === id) },
      Product: { reviews: (product: { upc: string }) => reviews.filter(({ upc }) => upc === product.upc) },
    },
  },
];
