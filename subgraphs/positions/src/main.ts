import { runAlone } from '@trekker/kit';

import { createPositions, positionsOptions } from './index.ts';

await runAlone({ options: positionsOptions, create: createPositions, environment: process.env });
