import type { Socket } from 'node:net';

/** Answers that a device does not read, in bytes, from which on it is taken for broken. */
const MOST_UNREAD_BYTES = 65_536;

/** Writes answers to a device in their order; false where it left too many of those before unread. */
export function sendAnswers(socket: Socket, answers: readonly Uint8Array[]): boolean {
  if (!answers.length || !socket.writable) return true;
  socket.write(Buffer.concat(answers));
  return socket.writableLength <= MOST_UNREAD_BYTES;
}
