import { sealSecret, unsealSecret } from '../sealed-secret.ts';

/** Whose private key it is, and the hash under which reports for it are kept. */
interface KeyOwner {
  readonly tenantId: string;
  readonly trackerId: string;
  readonly hashedKey: string;
}

/** A private key as it is kept. */
export function sealFindMyKey(privateKey: Uint8Array, key: Buffer, owner: KeyOwner): Buffer {
  return sealSecret(Buffer.from(privateKey).toString('base64'), key, ownerOf(owner));
}

/** The private key that was sealed; null where another key sealed it, as after the installation's secret changed. */
export function openFindMyKey(sealed: Buffer, key: Buffer, owner: KeyOwner): Uint8Array | null {
  const text = unsealSecret(sealed, key, ownerOf(owner));
  return text === null ? null : new Uint8Array(Buffer.from(text, 'base64'));
}

function ownerOf({ tenantId, trackerId, hashedKey }: KeyOwner) {
  return { tenantId, ownerId: `find my ${trackerId} ${hashedKey}` };
}
