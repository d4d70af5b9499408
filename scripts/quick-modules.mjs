// Reads the modules of drizzle-orm without its manifest. Node parses the manifest of a package once for every file that is
// imported within it, and that of drizzle-orm has 180 kB: a third of the start of each process of ours went there.
// Whatever Node is older than such hooks starts as before.
import * as nodeModule from 'node:module';

const WITHIN = '/node_modules/drizzle-orm/';

nodeModule.registerHooks?.({
  resolve(specifier, context, next) {
    const isWithin = specifier.startsWith('.') && specifier.endsWith('.js') && context.parentURL?.includes(WITHIN);
    if (!isWithin) return next(specifier, context);
    return { url: new URL(specifier, context.parentURL).href, format: 'module', shortCircuit: true };
  },
});
