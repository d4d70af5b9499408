import { randomFillSync } from 'node:crypto';

/** Randomness for many ids, drawn at once: asking the system costs more than an id does. */
const pool = Buffer.alloc(16 * 256);
let used = pool.length;

function freshBytes(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += 16;
  return pool.subarray(used - 16, used);
}

/**
 * A UUIDv7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, then randomness. Ids made in one process at rising times
 * sort by time.
 */
export function uuidv7(nowMs: number = Date.now()): string {
  const bytes = freshBytes();
  bytes.writeUIntBE(nowMs, 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether `text` is a UUID in lower case; anything else cannot be an id of ours. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
