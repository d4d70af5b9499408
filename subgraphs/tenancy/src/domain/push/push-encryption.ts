import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';

/** Keys of a browser's subscription, as the browser gives them: base64url. */
export interface PushKeys {
  /** Uncompressed point of P-256, 65 bytes. */
  readonly p256dh: string;
  /** 16 bytes. */
  readonly auth: string;
}

/** What is new for each message; given by tests only. */
export interface Fresh {
  readonly salt: Buffer;
  /** 32 bytes. */
  readonly privateKey: Buffer;
}

const RECORD_BYTES = 4_096;
const CURVE = 'prime256v1';
/** Behind the last record's text (RFC 8188, 2). */
const END = Buffer.from([2]);

/**
 * A message as only the browser can read it: RFC 8291, in one record of `aes128gcm` (RFC 8188). Fails where `p256dh` is
 * no point of the curve.
 */
export function encryptPush(text: string, { p256dh, auth }: PushKeys, fresh?: Fresh): Buffer {
  const salt = fresh?.salt ?? randomBytes(16);
  const browser = Buffer.from(p256dh, 'base64url');
  const own = createECDH(CURVE);
  if (fresh) own.setPrivateKey(fresh.privateKey);
  else own.generateKeys();
  const publicKey = own.getPublicKey();
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), browser, publicKey]);
  const shared = derive(own.computeSecret(browser), { salt: Buffer.from(auth, 'base64url'), info, length: 32 });
  const key = derive(shared, { salt, info: Buffer.from('Content-Encoding: aes128gcm\0'), length: 16 });
  const nonce = derive(shared, { salt, info: Buffer.from('Content-Encoding: nonce\0'), length: 12 });
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  const sealed = [cipher.update(text, 'utf8'), cipher.update(END), cipher.final(), cipher.getAuthTag()];
  const size = Buffer.alloc(5);
  size.writeUInt32BE(RECORD_BYTES);
  size.writeUInt8(publicKey.length, 4);
  return Buffer.concat([salt, size, publicKey, ...sealed]);
}

function derive(key: Buffer, { salt, info, length }: { salt: Buffer; info: Buffer; length: number }): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, info, length));
}
