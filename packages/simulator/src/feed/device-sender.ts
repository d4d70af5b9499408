import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type DeviceProtocol, NEW_SESSION, PROTOCOLS, type Session } from '@trekker/protocols';
import { DEVICE_TALKS, type DeviceTalk } from './device-talk.ts';
import type { Send, SenderOptions } from './post-message.ts';

/** Where devices of a protocol report to. */
export interface DeviceListener {
  /** One of `DEVICE_TALKS`. */
  readonly protocol: string;
  readonly host: string;
  readonly port: number;
}

/**
 * Sends as one device does over a connection of its own that it opens anew when it broke. A fix is accepted once the
 * server said so; where the protocol answers nothing, once it was written, as devices have it. The connection ends with
 * the signal.
 */
export function deviceSender({ protocol: name, host, port }: DeviceListener, options: SenderOptions = {}): Send {
  const { answerTimeoutMs = 10_000 } = options;
  const protocol = PROTOCOLS.find((one) => one.name === name);
  const talk = DEVICE_TALKS[name];
  if (!protocol || !talk) throw new RangeError(`no device speaks ${name}`);
  let open: Connection | null = null;

  return async (fix, signal) => {
    const device = { ...fix, identifier: deviceName(fix.identifier, talk) };
    try {
      signal?.throwIfAborted();
      if (open?.isGone() !== false) {
        open = await openConnection({ host, port, answerTimeoutMs, protocol, signal });
        await open.say(talk.hello(device));
      }
      await open.say(talk.report(device, open.said() & 0xffff));
      return 'accepted';
    } catch {
      // No connection, no answer in time, or told to stop: the message may or may not have arrived, and goes again.
      open?.end();
      open = null;
      return 'retry';
    }
  };
}

/** What a device calls itself: the digits of its name behind a nine, so that it is nobody's real number. */
export function deviceName(identifier: string, { digits }: Pick<DeviceTalk, 'digits'>): string {
  const own = identifier.replaceAll(/\D/gu, '');
  return `9${own.padStart(digits - 1, '0')}`;
}

interface Connection {
  /** Sends a message and waits for its answer, where the protocol has one. */
  say(message: Uint8Array): Promise<void>;
  /** How many messages were said. */
  said(): number;
  isGone(): boolean;
  end(): void;
}

interface Opening extends Required<SenderOptions> {
  readonly host: string;
  readonly port: number;
  readonly protocol: DeviceProtocol;
  readonly signal: AbortSignal | undefined;
}

async function openConnection({ host, port, answerTimeoutMs, protocol, signal }: Opening): Promise<Connection> {
  const socket = connect({ host, port, noDelay: true, timeout: answerTimeoutMs });
  const end = () => socket.destroy();
  signal?.addEventListener('abort', end, { once: true });
  socket.on('timeout', () => socket.destroy(new Error(`no answer within ${answerTimeoutMs} ms`)));
  socket.on('error', () => {}).on('close', () => signal?.removeEventListener('abort', end));
  await once(socket, 'connect', signal ? { signal } : {});
  let [session, said]: [Session, number] = [NEW_SESSION, 0];
  return {
    async say(message) {
      const answered = answerOf(protocol, message, session);
      session = answered.session;
      said += 1;
      socket.setTimeout(answerTimeoutMs);
      await (answered.bytes === 0 ? written(socket, message) : received(socket, message, answered.bytes));
      socket.setTimeout(0);
    },
    said: () => said,
    isGone: () => socket.destroyed,
    end,
  };
}

/** How many bytes the server answers to a message; what it says is read nowhere. */
function answerOf(protocol: DeviceProtocol, message: Uint8Array, before: Session): { session: Session; bytes: number } {
  const circumstances = { transport: 'tcp', receivedAt: 0, utcOffsetSeconds: 0, speedUnit: null } as const;
  let [session, bytes] = [before, 0];
  for (const frame of protocol.splitter().push(message)) {
    const decoded = protocol.decodeFrame(frame, session, circumstances);
    session = decoded.session;
    bytes += decoded.answer?.length ?? 0;
  }
  return { session, bytes };
}

async function written(socket: Socket, message: Uint8Array): Promise<void> {
  socket.resume();
  await new Promise<void>((resolve, reject) => {
    socket.write(message, (failure) => (failure ? reject(failure) : resolve()));
  });
}

async function received(socket: Socket, message: Uint8Array, bytes: number): Promise<void> {
  let missing = bytes;
  const complete = new Promise<void>((resolve, reject) => {
    const take = (answer: Buffer) => {
      missing -= answer.length;
      if (missing > 0) return;
      stop();
      resolve();
    };
    const lose = () => {
      stop();
      reject(new Error('the connection ended before the answer'));
    };
    const stop = () => void socket.off('data', take).off('close', lose);
    socket.on('data', take).on('close', lose);
  });
  socket.write(message);
  await complete;
}
