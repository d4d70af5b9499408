import { createDecipheriv, createECDH, hkdfSync, randomBytes, verify, createPublicKey } from 'node:crypto';

/** A browser as push services and installations know it: keys of its own, and what opens what is sent to it. */
export function createPushBrowser() {
  const pair = createECDH('prime256v1');
  const point = pair.generateKeys();
  const auth = randomBytes(16);
  return {
    keys: { p256dh: point.toString('base64url'), auth: auth.toString('base64url') },
    /** The text of a sealed message, written from RFC 8188 and RFC 8291 alone. Fails where it is another browser's. */
    open(sealed: Buffer): string {
      const [salt, idLength] = [sealed.subarray(0, 16), sealed.readUInt8(20)];
      const server = sealed.subarray(21, 21 + idLength);
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), point, server]);
      const secret = Buffer.from(hkdfSync('sha256', pair.computeSecret(server), auth, info, 32));
      const derived = (name: string, length: number) =>
        Buffer.from(hkdfSync('sha256', secret, salt, `Content-Encoding: ${name}\0`, length));
      const record = sealed.subarray(21 + idLength);
      const cipher = createDecipheriv('aes-128-gcm', derived('aes128gcm', 16), derived('nonce', 12));
      cipher.setAuthTag(record.subarray(-16));
      const padded = Buffer.concat([cipher.update(record.subarray(0, -16)), cipher.final()]);
      return padded.subarray(0, padded.lastIndexOf(2)).toString();
    },
  };
}

/** What the token of an `Authorization` header claims; fails where its key did not sign it. */
export function readVapid(header: string | undefined): { aud: string; exp: number; sub: string; key: string } {
  const [, signed = '', signature = '', key = ''] = /^vapid t=([^,]+)\.([\w-]+), k=([\w-]+)$/.exec(header ?? '') ?? [];
  const point = Buffer.from(key, 'base64url');
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')];
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  const proof = Buffer.from(signature, 'base64url');
  if (!verify('sha256', Buffer.from(signed), { key: publicKey, dsaEncoding: 'ieee-p1363' }, proof)) {
    throw new Error('the token is not signed by its key');
  }
  return { ...JSON.parse(Buffer.from(signed.split('.')[1] ?? '', 'base64url').toString()), key };
}
