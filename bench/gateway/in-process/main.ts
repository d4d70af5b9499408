import { readFile } from 'node:fs/promises';
import { createGateway, gatewayOptions } from '@trekker/gateway';
import { createSubgraph, readConfig, silentLogger, systemClock, type SubgraphExecutor } from '@trekker/kit';
import { Kind, parse, print, visit, type ConstDirectiveNode } from 'graphql';
import { shop, type ShopSubgraph } from '../shop/subgraphs.ts';

// Our gateway with the subgraphs of the shop in its own process: `main.ts <file of the supergraph> <port>`.

const [supergraph = '', port = ''] = process.argv.slice(2);
const config = { ...readConfig(gatewayOptions, {}), port: Number(port), maxListCost: 10_000_000, budget: 0 };
const gateway = createGateway(config, {
  supergraphSdl: await readFile(supergraph, 'utf8'),
  subgraphs: new Map(shop.map((each) => [each.name, executorOf(each)])),
  authenticate: async () => null,
  onRevoked: () => () => {},
  ready: async () => null,
  examples: async () => [],
  clock: systemClock,
  log: silentLogger,
});
await gateway.start();
process.once('SIGTERM', () => void gateway.stop());

function executorOf({ name, sdl, resolvers }: ShopSubgraph): SubgraphExecutor {
  return createSubgraph({
    name,
    sdl: openToAnybody(sdl),
    resolvers: resolvers as never,
    context: ({ viewer }) => ({ viewer, wrote: {} }),
    clock: systemClock,
    log: silentLogger,
  });
}

/** Our subgraphs ask of every root field and entity whom it is for. */
function openToAnybody(sdl: string): string {
  const [policy] = directivesOf('scalar S @policy(policies: [["public"]])');
  const document = visit(parse(sdl.replace('federation/v2.5", import: [', 'federation/v2.9", import: ["@policy", ')), {
    ObjectTypeDefinition: (node) => {
      if (!policy) return undefined;
      if (node.name.value !== 'Query') return { ...node, directives: [...(node.directives ?? []), policy] };
      return { ...node, fields: node.fields?.map((field) => ({ ...field, directives: [policy] })) ?? [] };
    },
  });
  return print(document);
}

function directivesOf(sdl: string): readonly ConstDirectiveNode[] {
  const [scalar] = parse(sdl).definitions;
  return scalar?.kind === Kind.SCALAR_TYPE_DEFINITION ? (scalar.directives ?? []) : [];
}
