import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import type { StackConfig } from './config.ts';
import { keepFile } from './keep-file.ts';

/** The text of the installation's secret: as it was set, or made once and kept in the data folder. */
export async function secretText({ secret }: Pick<StackConfig, 'secret'>, dataDir: string): Promise<string> {
  return secret ?? keepFile(join(dataDir, 'secret'), async () => randomBytes(48).toString('base64url'));
}
