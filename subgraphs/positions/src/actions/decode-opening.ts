import type { Decoded, SecretOf } from '@trekker/protocols';

/**
 * Decodes a message, and where it turns out to be encrypted once more with the secret of its device, so that only
 * encrypted messages cost a look for one. Without a secret it stays what it is.
 */
export async function decodeOpening<T extends { readonly kind: string }>(
  decode: (secretOf?: SecretOf) => T | Decoded,
  secretFor: (identifier: string) => Promise<string | null>,
): Promise<T | Decoded> {
  const closed = decode();
  if (!isEncrypted(closed)) return closed;
  const secret = await secretFor(closed.identifier);
  return secret === null ? closed : decode(() => secret);
}

function isEncrypted(decoded: { readonly kind: string }): decoded is { kind: 'unsupported'; identifier: string } {
  return (
    decoded.kind === 'unsupported' && 'encrypted' in decoded && 'identifier' in decoded && decoded.identifier !== null
  );
}
