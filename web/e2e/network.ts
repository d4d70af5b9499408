import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A network between a browser and the product that can go away and come back. */
export interface Network extends AsyncDisposable {
  /** Address of the product by way of this network. */
  readonly url: string;
  /** From now on nothing arrives on either side, and nobody is told. */
  cut(): void;
  /**
   * Everything works again but the connections of before, of which nothing on the way knows any more: who uses one is
   * told so, or `silently` left alone.
   */
  restore(options?: { readonly silently?: boolean }): void;
}

/** Puts a network before the product. @param product its address, by which the tenant is known. */
export async function networkBefore(product: string): Promise<Network> {
  const { hostname, port } = new URL(product);
  const sockets = new Set<Socket>();
  const connections = new Set<() => void>();
  let cuts = 0;
  let isCut = false;
  const server = createServer((near) => {
    const far = connect(Number(port), '127.0.0.1');
    const madeAfter = isCut ? null : cuts;
    const isLost = () => madeAfter !== cuts;
    connections.add(() => {
      if (isLost()) for (const socket of [near, far]) socket.resetAndDestroy();
    });
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.setNoDelay(true);
      from.on('data', (bytes) => !isLost() && to.write(bytes));
      from.on('close', () => {
        sockets.delete(from);
        if (!isLost()) to.destroy();
      });
      from.on('error', () => {});
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://${hostname}:${(server.address() as AddressInfo).port}`,
    cut() {
      cuts += 1;
      isCut = true;
    },
    restore({ silently = false } = {}) {
      isCut = false;
      if (!silently) for (const forget of connections) forget();
    },
    async [Symbol.asyncDispose]() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
