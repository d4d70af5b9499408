import { argon2, randomBytes, timingSafeEqual, type Argon2Parameters } from 'node:crypto';
import { promisify } from 'node:util';

import { UnavailableError } from '@trekker/kit';

const derive = promisify(argon2);

/** OWASP's minimum for Argon2id: 19 MiB, two passes, one lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;
/** Each hash takes 19 MiB, so only a few run at once; the rest wait. */
const MOST_AT_ONCE = 4;
/** Some seconds of hashing; whoever comes on top is refused at once with UNAVAILABLE. */
const MOST_WAITING = 64;

/** An Argon2id hash in PHC string form: `$argon2id$v=19$m=…,t=…,p=…$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await limited(() => tagOf(password, nonce));
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${base64(nonce)}$${base64(tag)}`;
}

/** Whether a password is the one behind a hash of `hashPassword`. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const [, , , , salt = '', expected = ''] = hash.split('$');
  const tag = await limited(() => tagOf(password, Buffer.from(salt, 'base64')));
  const wanted = Buffer.from(expected, 'base64');
  return tag.length === wanted.length && timingSafeEqual(tag, wanted);
}

/** Takes as long as a verification, for names that do not exist. */
export async function pretendToVerify(password: string): Promise<void> {
  await limited(() => tagOf(password, Buffer.alloc(16)));
}

function tagOf(message: string, nonce: Buffer): Promise<Buffer> {
  const parameters: Argon2Parameters = { ...COST, message, nonce };
  return derive('argon2id', parameters);
}

const waiting: (() => void)[] = [];
let running = 0;

async function limited<T>(work: () => Promise<T>): Promise<T> {
  if (running < MOST_AT_ONCE) running += 1;
  else await placeInQueue();
  try {
    return await work();
  } finally {
    // The place goes straight to the next in the queue, so nobody slips in between.
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

function placeInQueue(): Promise<void> {
  if (waiting.length >= MOST_WAITING) {
    throw new UnavailableError(`${MOST_WAITING} passwords are waiting to be hashed`, { retryAfterMs: 1_000 });
  }
  return new Promise((resolve) => waiting.push(resolve));
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
