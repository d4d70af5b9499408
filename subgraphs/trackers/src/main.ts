import { runAlone } from '@trekker/kit';

import { createTrackers, trackersOptions } from './index.ts';

await runAlone({ options: trackersOptions, create: createTrackers, environment: process.env });
