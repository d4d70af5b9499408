import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import type { Rights } from '../../src/authorisation/rule.ts';
import type { GatewayConfig } from '../../src/config.ts';
import { testEngine, viewerOf, type Response } from '../engine-harness.ts';
import { WorldEvents } from '../world/context.ts';
import { inProcess, type ObservedExecutor } from '../world/in-process.ts';
import { guarded, type Guards } from './guarded-supergraph.ts';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
  "@key", "@external", "@requires", "@authenticated", "@requiresScopes", "@policy"])\n`;

const USERS = [
  { __typename: 'User', id: 'u1', name: 'Ada', secret: 'su1', ssn: '111', level: 'HIGH' },
  { __typename: 'User', id: 'u2', name: 'Bob', secret: 'su2', ssn: '222', level: 'LOW' },
];
const ROBOT = { __typename: 'Robot', id: 'r1', model: 'R2', secret: 'sr1' };

const accounts = {
  sdl: `
    interface Secretive { id: ID! secret: String }
    type User implements Secretive @key(fields: "id") {
      id: ID! name: String secret: String ssn: String level: Level manager: User firm: String! }
    type Robot implements Secretive @key(fields: "id") { id: ID! secret: String model: String }
    union Being = User | Robot
    enum Level { HIGH LOW }
    type Query { user: User robot: Robot beings: [Being!]! slots: [Being] secretives: [Secretive]! open: String }
    type Mutation { first: Int second: Int }
    type Subscription { ticks: Int }`,
  resolvers: {
    Query: {
      user: () => USERS[0],
      robot: () => ROBOT,
      beings: () => [...USERS, ROBOT],
      slots: () => [...USERS, ROBOT],
      secretives: () => [...USERS, ROBOT],
      open: () => 'open',
    },
    Mutation: { first: () => 1, second: () => 2 },
    User: {
      manager: () => USERS[1],
      firm: () => 'firm',
      __resolveReference: ({ id }: { id: string }) => USERS.find((user) => user.id === id),
    },
  },
};

const scores = {
  sdl: `
    type User @key(fields: "id") { id: ID! ssn: String @external score: Int @requires(fields: "ssn") }
    type Query { top: User }`,
  resolvers: {
    Query: { top: () => ({ id: 'u2' }) },
    User: { score: ({ ssn }: { ssn: string }) => Number(ssn) },
  },
};

const grades = {
  sdl: `type User @key(fields: "id") { id: ID! score: Int @external grade: String @requires(fields: "score") }`,
  resolvers: { User: { grade: ({ score }: { score: number }) => `grade ${score}` } },
};

const modules = { accounts, scores, grades };

/** Rights by scopes and policies that a test names. */
export interface TestRights {
  readonly scopes?: readonly string[];
  readonly policies?: readonly string[];
}

/** A gateway over a supergraph with rules. */
export interface GuardedWorld extends AsyncDisposable {
  /** Asks with these rights, or as nobody. */
  ask(query: string, rights?: TestRights | null): Promise<Response>;
  /** Texts that were sent to subgraphs since the last question, as one. */
  sent(): string;
}

/** A supergraph of three subgraphs, composed as it is; then `guards` are put on, as an older composition would have let them. */
export async function guardedWorld(
  guards: Guards = {},
  { composed = {}, config = {} }: { composed?: Readonly<Record<string, string>>; config?: Partial<GatewayConfig> } = {},
): Promise<GuardedWorld> {
  const names = Object.keys(modules) as (keyof typeof modules)[];
  const services = names.map((name) => {
    const sdl = Object.entries(composed).reduce((text, [from, to]) => text.replace(from, to), modules[name].sdl);
    return { name, url: `http://${name}.invalid`, typeDefs: parse(`${LINK}${sdl}`) };
  });
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new Error(`does not compose: ${errors?.join('\n')}`);
  const executors = new Map<string, ObservedExecutor>(
    services.map(({ name, typeDefs }) => {
      const { resolvers } = modules[name];
      return [
        name,
        inProcess(name, buildSubgraphSchema([{ typeDefs, resolvers: resolvers as never }]), new WorldEvents()),
      ];
    }),
  );
  let asking: TestRights | null = null;
  const { engine } = await testEngine(config, {
    supergraphSdl: guarded(supergraphSdl, guards),
    subgraphs: executors,
    authority: { types: true, rightsOf: () => rightsOf(asking) },
  });
  return {
    async ask(query, rights = null) {
      for (const { requests } of executors.values()) requests.length = 0;
      asking = rights;
      const viewer = rights && viewerOf('ada');
      const accepted = await engine.accept({ query, operationName: null, variables: {} }, { viewer });
      const caller = { viewer, requestId: 'r', clientAddress: undefined, readAfter: undefined };
      const { text } = await engine.answer({
        ...accepted,
        caller: { ...caller, signal: new AbortController().signal },
      });
      return JSON.parse(text) as Response;
    },
    sent: () => [...executors.values()].flatMap(({ requests }) => requests.map(({ document }) => document)).join('\n'),
    [Symbol.asyncDispose]: () => engine.stop(),
  };
}

function rightsOf(rights: TestRights | null): Rights {
  return {
    authenticated: rights !== null,
    holdsScope: (scope) => rights?.scopes?.includes(scope) ?? false,
    holdsPolicy: (policy) => rights?.policies?.includes(policy) ?? false,
  };
}
