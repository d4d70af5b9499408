import { setTimeout as sleep } from 'node:timers/promises';
import { serveSubgraphs, type SubgraphModule } from '../http-subgraphs.ts';

// Subgraphs in a process of their own: a stream of numbers, one each few milliseconds since an instant that is given, so that
// every such process tells the same ones. Tells its supergraph by a message, then how many streams are open when asked.

const EVERY_MS = 5;
const [, , startedAt = '0'] = process.argv;
const last = () => Math.floor((Date.now() - Number(startedAt)) / EVERY_MS);
let open = 0;

async function* ticksAfter(after: number): AsyncGenerator<{ ticks: { seq: number; cursor: string; person: object } }> {
  open += 1;
  try {
    for (let seq = after + 1; ; seq += 1) {
      while (seq > last()) await sleep(EVERY_MS);
      yield { ticks: { seq, cursor: String(seq), person: { id: `p${seq % 3}` } } };
    }
  } finally {
    open -= 1;
  }
}

const modules: readonly SubgraphModule[] = [
  {
    name: 'ticker',
    sdl: `
      extend schema @link(url: "https://trekker.invalid/live/v1.0", import: ["@live"]) @composeDirective(name: "@live")
      directive @live(cursor: String!, after: String!) on FIELD_DEFINITION
      type Query { now: Int! }
      type Subscription { ticks(after: String): Tick! @live(cursor: "cursor", after: "after") }
      type Tick { seq: Int! cursor: String! person: Person! }
      type Person @key(fields: "id") { id: ID! }`,
    resolvers: {
      Query: { now: last },
      Subscription: {
        ticks: {
          subscribe: (_: unknown, { after }: { after?: string }) => ticksAfter(after == null ? last() : Number(after)),
        },
      },
    },
  },
  {
    name: 'people',
    sdl: `type Query { people: [Person!]! } type Person @key(fields: "id") { id: ID! name: String! }`,
    resolvers: {
      Query: { people: () => [{ id: 'p0' }, { id: 'p1' }, { id: 'p2' }] },
      Person: { __resolveReference: (person: object) => person, name: ({ id }: { id: string }) => `Person ${id}` },
    },
  },
];

const { supergraphSdl } = await serveSubgraphs(modules);
process.send?.({ supergraphSdl });
process.on('message', () => process.send?.({ open }));
process.on('disconnect', () => process.exit());
