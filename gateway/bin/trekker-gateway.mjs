#!/usr/bin/env node
// Serves any Federation 2 supergraph: `trekker-gateway --supergraph <file or address>`; `--help` tells the rest.
import { fileURLToPath } from 'node:url';

process.argv.splice(2, 0, fileURLToPath(new URL('../src/standalone/main.ts', import.meta.url)));
await import(new URL('../../scripts/launch.mjs', import.meta.url).href);
