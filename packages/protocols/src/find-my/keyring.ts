import type { Decoded, Malformed } from '../decoded.ts';
import type { EncryptedReport } from './fetcher.ts';
import { type FindMyKey, findMyKey } from './key.ts';
import { openReport } from './open-report.ts';

/** A private key and the tag it belongs to; a tag that changes its key now and then has several. */
export interface KeyOfTag {
  /** What the tag is called by the product. */
  readonly identifier: string;
  /** 28 bytes; secret. */
  readonly privateKey: Uint8Array;
}

/** Keys by the hash that reports are kept under, and what in the list was no key. */
export interface Keyring {
  readonly byHash: ReadonlyMap<string, { readonly identifier: string; readonly key: FindMyKey }>;
  readonly refused: readonly Malformed[];
}

/** Makes a keyring. Of two tags with the same key the first has it. */
export function keyringOf(keys: Iterable<KeyOfTag>): Keyring {
  const byHash = new Map<string, { identifier: string; key: FindMyKey }>();
  const refused: Malformed[] = [];
  for (const { identifier, privateKey } of keys) {
    const key = findMyKey(privateKey);
    if (key.kind === 'malformed') refused.push({ ...key, identifier });
    else if (!byHash.has(key.hashedAdvertisementKey)) byHash.set(key.hashedAdvertisementKey, { identifier, key });
  }
  return { byHash, refused };
}

/** Opens a report with the key it is for; unsupported where that is none of the keyring's. */
export function openWithKeyring({ byHash }: Keyring, { hashedKey, payload }: EncryptedReport): Decoded {
  const entry = byHash.get(hashedKey);
  if (entry !== undefined) return openReport({ payload, ...entry });
  const problem = { field: 'hashedKey', value: hashedKey.slice(0, 100), expected: 'the hash of a key of ours' };
  return { kind: 'unsupported', identifier: null, problem };
}
