import { createECDH } from 'node:crypto';

import type { PushKeys } from './push-encryption.ts';

const BASE64URL = /^[\w-]+={0,2}$/;
const AUTH_BYTES = 16;

/** Which of the keys that a browser gives is none; null where a message can be sealed with them. */
export function wrongPushKey({ p256dh, auth }: PushKeys): 'p256dh' | 'auth' | null {
  if (!BASE64URL.test(p256dh) || !isPoint(Buffer.from(p256dh, 'base64url'))) return 'p256dh';
  return BASE64URL.test(auth) && Buffer.from(auth, 'base64url').length === AUTH_BYTES ? null : 'auth';
}

/** Whether it is an uncompressed point of P-256. */
function isPoint(bytes: Buffer): boolean {
  if (bytes.length !== 65 || bytes[0] !== 4) return false;
  const own = createECDH('prime256v1');
  own.generateKeys();
  try {
    own.computeSecret(bytes);
    return true;
  } catch {
    return false;
  }
}
