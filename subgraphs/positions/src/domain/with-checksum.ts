import type { Checksum, Decoded } from '@trekker/protocols';

/**
 * A message that says so where its frame did not fit its checksum. Devices in the field get theirs wrong often enough, so
 * nothing is refused for it.
 */
export function withChecksum(decoded: Decoded, checksum: Checksum): Decoded {
  if (checksum !== 'wrong') return decoded;
  switch (decoded.kind) {
    case 'fix':
      return { ...decoded, fix: { ...decoded.fix, attributes: { ...decoded.fix.attributes, checksum: false } } };
    case 'heartbeat':
      return { ...decoded, attributes: { ...decoded.attributes, checksum: false } };
    case 'region':
    case 'unsupported':
    case 'malformed':
      return decoded;
  }
}
