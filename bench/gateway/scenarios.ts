/** A GraphQL request as a client sends it. */
export interface ClientRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

const FRAGMENTS = `
  fragment User on User { id username name }
  fragment Review on Review { id body }
  fragment Product on Product { inStock name price shippingEstimate upc weight }`;

const REVIEWS_OF_PRODUCT = 'reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } }';

/** Requests by scenario; those of a scenario are sent in turn. */
export const scenarios: Readonly<Record<string, readonly ClientRequest[]>> = {
  small: [{ query: '{ users { id name username } }' }],
  medium: [
    {
      query: `query Top($first: Int!, $user: ID!) {
        topProducts(first: $first) { upc name price inStock reviews { id body author { name username } } }
        user(id: $user) { name }
      }`,
      variables: { first: 8, user: '3' },
    },
  ],
  heavy: [
    {
      query: `${FRAGMENTS} query Heavy {
        users { ...User reviews { ...Review product { ...Product ${REVIEWS_OF_PRODUCT} } } }
        topProducts { ...Product ${REVIEWS_OF_PRODUCT} }
      }`,
    },
  ],
  distinct: distinct(400),
};

/** Requests of which no two are alike in text, some with variables of many values. */
function distinct(count: number): ClientRequest[] {
  const ofProduct = ['name', 'price', 'weight', 'inStock', 'shippingEstimate'];
  const ofReview = ['id', 'body', 'author { name }', 'author { username }', 'product { name }', 'product { inStock }'];
  return Array.from({ length: count }, (_, n) => {
    const some = (from: readonly string[], mask: number) => from.filter((_, at) => (mask >> at) & 1).join(' ');
    const product = some(ofProduct, (n % 31) + 1);
    const review = some(ofReview, (n % 61) + 1);
    return {
      query: `query Q${n}($first: Int!, $upc: String!) {
        a${n}: topProducts(first: $first) { upc ${product} reviews { ${review} } }
        one: product(upc: $upc) { ${product} }
      }`,
      variables: { first: (n % 9) + 1, upc: `${(n % 9) + 1}` },
    };
  });
}
