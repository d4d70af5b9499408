import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Whose secret it is; sealed along, so that nobody can put one in another's place. */
export interface SecretOwner {
  readonly tenantId: string;
  /** Id of a tracker or a feed, or what else tells its secrets apart. */
  readonly ownerId: string;
}

/** A secret as it is kept: nonce, AES-256-GCM of it under a key of 32 bytes, and the tag. */
export function sealSecret(secret: string, key: Buffer, owner: SecretOwner): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(labelOf(owner));
  return Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

/** The secret that was sealed; null where another key or owner sealed it, as after the installation's secret changed. */
export function unsealSecret(sealed: Buffer, key: Buffer, owner: SecretOwner): string | null {
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES)).setAAD(labelOf(owner));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    return decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return null;
  }
}

function labelOf({ tenantId, ownerId }: SecretOwner): Buffer {
  return Buffer.from(`${tenantId}/${ownerId}`);
}
