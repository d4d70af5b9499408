import { runAlone } from '@trekker/kit';

import { createTenancy, tenancyOptions } from './index.ts';

await runAlone({
  options: tenancyOptions,
  create: createTenancy,
  authority: (tenancy) => tenancy,
  environment: process.env,
});
