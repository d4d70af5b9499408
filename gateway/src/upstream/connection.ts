import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { ResponseReader, type UpstreamResponse } from './response-reader.ts';

/** A connection that was lost while it carried a request. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
  /** Whether anything of the response had come. */
  readonly hadBegun: boolean;
  /** Whether it had carried a request before: the other side may have closed it at the very moment this one was sent. */
  readonly wasReused: boolean;

  constructor(message: string, { hadBegun, wasReused, cause }: LossDetails) {
    super(message, { cause });
    this.hadBegun = hadBegun;
    this.wasReused = wasReused;
  }
}

interface LossDetails {
  readonly hadBegun: boolean;
  readonly wasReused: boolean;
  readonly cause?: unknown;
}

/** A request on its way, and who hears of its end: exactly one of the two is called, once. */
export interface Carried {
  /** Header of the request, its empty line included. */
  readonly head: string;
  readonly body: string;
  /** Whether head and body are ASCII. */
  readonly isAscii: boolean;
  onResponse(response: UpstreamResponse): void;
  onFailure(failure: Error): void;
}

/** Hears when a connection is free for the next request, or gone for good. */
export interface ConnectionOwner {
  onFree(connection: Connection): void;
  onGone(connection: Connection): void;
}

const READ_BYTES = 65_536;

/** One HTTP/1.1 connection to a subgraph; carries one request at a time. */
export class Connection {
  readonly #owner: ConnectionOwner;
  readonly #reader: ResponseReader;
  readonly #socket: Socket;
  #carried: Carried | null = null;
  #isGone = false;
  #wasReused = false;
  /** When it was last free (`performance.now`), for its owner. */
  freeSince = 0;
  /** When its request counts as late, for its owner. */
  lateAt = Infinity;

  constructor(url: URL, { owner, maxResponseBytes }: { owner: ConnectionOwner; maxResponseBytes: number }) {
    this.#owner = owner;
    this.#reader = new ResponseReader(maxResponseBytes);
    this.#socket = url.protocol === 'https:' ? this.#openTls(url) : this.#openTcp(url);
    this.#socket.setNoDelay(true);
    this.#socket.on('error', (cause) => this.#lose(cause));
    this.#socket.on('end', () => this.#ended());
    this.#socket.on('close', () => this.#lose());
  }

  /** Sends a request. Only for a connection that is free. */
  carry(carried: Carried): void {
    this.#carried = carried;
    const { head, body, isAscii } = carried;
    if (isAscii) {
      this.#socket.write(head + body, 'latin1');
      return;
    }
    this.#socket.cork();
    this.#socket.write(head, 'latin1');
    this.#socket.write(body, 'utf8');
    this.#socket.uncork();
  }

  /** After how many seconds without a request the other side closes it, as that says itself; null where it does not. */
  get idleSeconds(): number | null {
    return this.#reader.idleSeconds;
  }

  /** Closes it. A request on its way fails with the reason. */
  cut(reason: Error): void {
    const carried = this.#carried;
    this.#carried = null;
    this.#leave();
    carried?.onFailure(reason);
  }

  #openTcp(url: URL): Socket {
    const buffer = Buffer.allocUnsafeSlow(READ_BYTES);
    const callback = (bytes: number): boolean => {
      this.#hear(buffer.subarray(0, bytes));
      return true;
    };
    return connectTcp({ host: hostOf(url), port: Number(url.port || 80), onread: { buffer, callback } });
  }

  #openTls(url: URL): Socket {
    const host = hostOf(url);
    const socket = connectTls({
      host,
      port: Number(url.port || 443),
      ALPNProtocols: ['http/1.1'],
      ...(isIP(host) ? {} : { servername: host }),
    });
    return socket.on('data', (bytes) => this.#hear(bytes));
  }

  #hear(bytes: Buffer): void {
    if (this.#isGone) return;
    if (!this.#carried) return this.#leave(); // nothing was asked for
    try {
      const response = this.#reader.read(bytes);
      if (response) this.#finish(response);
    } catch (failure) {
      this.cut(failure as Error); // the reader throws nothing else
    }
  }

  #ended(): void {
    if (!this.#carried || this.#isGone) return this.#leave();
    try {
      const response = this.#reader.end();
      if (response) this.#finish(response);
      else this.#lose();
    } catch (cause) {
      this.#lose(cause);
    }
  }

  #finish(response: UpstreamResponse): void {
    const carried = this.#carried;
    this.#carried = null;
    this.#wasReused = true;
    if (!this.#reader.isReusable || this.#socket.destroyed) this.#leave();
    else this.#owner.onFree(this);
    carried?.onResponse(response);
  }

  #lose(cause?: unknown): void {
    const details = { hadBegun: this.#reader.hasBegun, wasReused: this.#wasReused, cause };
    this.cut(new ConnectionLost('the connection to a subgraph was lost', details));
  }

  #leave(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    this.#socket.destroy();
    this.#owner.onGone(this);
  }
}

function hostOf({ hostname }: URL): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}
