import { registerHooks } from 'node:module';

// Starts a gateway whose traces go to the address that it is given, has it answer, and prints every module that was loaded.

const loaded: string[] = [];
registerHooks({
  load(url, context, next) {
    loaded.push(url);
    return next(url, context);
  },
});
const { startGateway } = await import('../gateway-harness.ts');
const site = await startGateway({ traceEndpoint: process.argv[2] ?? '' });
await site.ask('{ people(first: 1) { id } }');
await site.gateway.stop();
process.stdout.write(JSON.stringify(loaded));
