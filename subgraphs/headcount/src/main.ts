import { runAlone } from '@trekker/kit';

import { createHeadcount, headcountOptions } from './index.ts';

await runAlone({ options: headcountOptions, create: createHeadcount, environment: process.env });
