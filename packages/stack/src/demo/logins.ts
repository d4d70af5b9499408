import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { keepFile } from '../keep-file.ts';

/** How to get into the demo; made anew for every data folder, so that no installation has a password others know. */
export interface DemoLogins {
  readonly tenant: string;
  readonly name: string;
  readonly password: string;
}

/** The demo's logins, from the data folder or made there. */
export async function demoLogins(dataDir: string): Promise<DemoLogins> {
  const text = await keepFile(join(dataDir, 'demo-logins.json'), async () => JSON.stringify(newLogins(), null, 2));
  return JSON.parse(text) as DemoLogins;
}

function newLogins(): DemoLogins {
  return { tenant: 'demo', name: 'admin', password: readablePassword() };
}

/** Easy to type and hard to guess: 20 letters out of 23, about 90 bits, in groups of five. */
function readablePassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz';
  // 253 is the largest multiple of 23 below 256: beyond it a byte would favour some letters.
  const picked = [...randomBytes(80)].filter((byte) => byte < 253).slice(0, 20);
  const text = picked.map((byte) => letters[byte % letters.length]).join('');
  return text.match(/.{5}/g)?.join('-') ?? text;
}
