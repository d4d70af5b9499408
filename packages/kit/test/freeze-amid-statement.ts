import { Socket } from 'node:net';

import {
  createLogTail,
  createSecret,
  memoryPubSub,
  openDatabase,
  silentLogger,
  type DatabaseAddress,
} from '../src/index.ts';
import { TENANT_A } from './sample.ts';

// Locks the rows of the sample service and says nothing more to the database, as a stopped process does, from when a
// statement was sent to be described.

/** Where the sample service's rows are. */
export interface FrozenPlace {
  readonly address: DatabaseAddress;
  readonly secretText: string;
}

const FLUSH = Buffer.from([0x48, 0, 0, 0, 4]);
let isDue = false;
let isSilent = false;
const write = Socket.prototype.write;
Socket.prototype.write = function (this: Socket, ...given: Parameters<typeof write>) {
  if (isSilent) return true;
  const [bytes] = given as unknown[];
  isSilent = isDue && bytes instanceof Uint8Array && FLUSH.equals(bytes.subarray(-FLUSH.length));
  const isWritten = write.apply(this, given);
  if (isSilent) process.send?.('silent');
  return isWritten;
} as typeof write;

const { address, secretText } = JSON.parse(process.argv[2] ?? '') as FrozenPlace;
const secret = createSecret(secretText);
const tail = createLogTail(memoryPubSub());
const database = openDatabase({ service: 'sample', address, secret, log: silentLogger, tail });
await database.withTenant(TENANT_A, async (tx) => {
  await tx.sql`update sample.counts set count = count`;
  isDue = true;
  await tx.sql`select ${'described'}::text as word`;
});
