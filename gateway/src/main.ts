import { parseArgs } from 'node:util';
import { runGateway } from './alone.ts';

const { supergraph } = parseArgs({ options: { supergraph: { type: 'string' } }, strict: true }).values;
if (supergraph === undefined) throw new Error('say which API to serve: --supergraph <file.graphql>');
await runGateway(supergraph, process.env);
