import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

// Stock @apollo/gateway behind @apollo/server, as their documents say: `node apollo.ts <folder> <supergraph> <port>`.

const [folder = '', supergraph = '', port = '0'] = process.argv.slice(2);
const require = createRequire(join(folder, 'package.json'));
const { ApolloGateway } = require('@apollo/gateway') as { ApolloGateway: new (options: object) => object };
const { ApolloServer } = require('@apollo/server') as { ApolloServer: new (options: object) => object };
const { startStandaloneServer } = require('@apollo/server/standalone') as {
  startStandaloneServer: (server: object, options: object) => Promise<unknown>;
};

const gateway = new ApolloGateway({ supergraphSdl: readFileSync(supergraph, 'utf8') });
const server = new ApolloServer({ gateway, introspection: true });
await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: Number(port) } });
