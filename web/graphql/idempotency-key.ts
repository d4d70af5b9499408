const BYTES = 16;

/** A key that no other request has. Unlike `crypto.randomUUID` it is to be had without HTTPS, too. */
export function idempotencyKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(BYTES))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
