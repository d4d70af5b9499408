import { randomBytes } from 'node:crypto';

const BYTES = 24;

/**
 * A new secret of a door, in letters that any address takes. None begins with a dash, which a command would take for an
 * option of its own.
 */
export function newDoorToken(draw: (bytes: number) => Buffer = randomBytes): string {
  for (;;) {
    const token = draw(BYTES).toString('base64url');
    if (!token.startsWith('-')) return token;
  }
}
