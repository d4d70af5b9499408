import { createHash } from 'node:crypto';

/**
 * A UUIDv8 (RFC 9562 §5.8) that follows from what it names: the first 16 bytes of SHA-256 over the parts, joined by
 * slashes. The same parts give the same id for ever.
 */
export function stableId(...parts: readonly string[]): string {
  const bytes = createHash('sha256').update(parts.join('/')).digest().subarray(0, 16);
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
