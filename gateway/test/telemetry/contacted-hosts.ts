import { Socket } from 'node:net';

// Starts a gateway with the executor that it is given, has it answer, stops it, and prints every host that anything in this
// process wanted to be connected with. None but this machine is reached.

const contacted = new Set<string>();
const connect = Socket.prototype.connect;
Socket.prototype.connect = function (this: Socket, ...given: unknown[]) {
  // Node hands over its arguments in a list of their own.
  const [first] = given.flat(1);
  const { host = 'localhost' } = first as { host?: string };
  contacted.add(host);
  if (isHere(host)) return Reflect.apply(connect, this, given) as Socket;
  return this.destroy(new Error(`${host} is out of reach`));
};

const { startGateway } = await import('../gateway-harness.ts');
const executor = process.argv[2] === 'stock' ? 'stock' : 'trekker';
const site = await startGateway({ executor });
const { errors } = await site.ask('{ people(first: 1) { id trackers { id } } }');
if (errors) throw new Error(JSON.stringify(errors));
await site.gateway.stop();
process.stdout.write(JSON.stringify([...contacted].filter((host) => !isHere(host))), () => process.exit());

function isHere(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}
