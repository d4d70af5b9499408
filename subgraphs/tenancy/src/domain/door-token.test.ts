import assert from 'node:assert/strict';
import { test } from 'node:test';

import { newDoorToken } from './door-token.ts';

test('no token begins like an option of a command', () => {
  const drawn = [0xfb, 0xf8, 0x07].map((first) => Buffer.alloc(24, first));
  assert.equal(
    newDoorToken(() => drawn.shift() ?? Buffer.alloc(24)),
    Buffer.alloc(24, 0x07).toString('base64url'),
  );
  assert.match(newDoorToken(), /^[\w][\w-]{31}$/);
});
