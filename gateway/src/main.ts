import { parseArgs } from 'node:util';
import { runGateway } from './alone.ts';

const { supergraph, documents } = parseArgs({
  options: { supergraph: { type: 'string' }, documents: { type: 'string', multiple: true, default: [] } },
  strict: true,
}).values;
if (supergraph === undefined) throw new Error('say which API to serve: --supergraph <file.graphql>');
await runGateway({ supergraph, trustedDocuments: documents }, process.env);
