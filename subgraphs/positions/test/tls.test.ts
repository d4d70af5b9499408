import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { connect, type TLSSocket } from 'node:tls';

import { connectDevice, location, login, LOGIN_ANSWER, ownDevice, portOf, startListening } from './device.ts';
import { connectApp, countOf, publishLocation } from './mqtt.ts';
import { startPositions, type TestPositions } from './positions.ts';

/** Without it no certificate can be made here. */
const skip = hasOpenssl() ? false : 'openssl is not there to make a certificate';
const folder = mkdtempSync(join(tmpdir(), 'trekker-tls-'));
const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];

let site: TestPositions;
before(async () => {
  if (skip) return;
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  execFileSync('openssl', ['req', '-x509', ...curve, '-days', '2', ...names, '-keyout', keyFile, '-out', certFile], {
    stdio: 'ignore',
  });
  site = await startListening({ TREKKER_POSITIONS_TLS_CERT_FILE: certFile, TREKKER_POSITIONS_TLS_KEY_FILE: keyFile });
});
after(async () => {
  if (!skip) await site[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

async function secured(port: number): Promise<TLSSocket> {
  const socket = connect({ port, host: '127.0.0.1', ca: readFileSync(certFile), servername: 'localhost' });
  socket.on('error', () => {});
  await once(socket, 'secureConnect');
  return socket;
}

test('serves a tracker over TLS and one without on the same port', { skip }, async () => {
  const tenant = await site.tenant();
  const { identifier } = await ownDevice(site, tenant);
  await using plain = await connectDevice(portOf(site, 'gt06'));
  plain.send(login(identifier));
  assert.equal(await plain.heard(10), LOGIN_ANSWER);
  const socket = await secured(portOf(site, 'gt06'));
  socket.write(Buffer.concat([login(identifier), location(1)]));
  const [answer] = (await once(socket, 'data')) as [Buffer];
  assert.ok(answer.toString('hex').startsWith(LOGIN_ANSWER));
  socket.end();
  await once(socket, 'close');
  assert.equal(await countOf(site, tenant.tenantId), 1);
});

test('serves MQTT over TLS and without on the same port', { skip }, async () => {
  const tenant = await site.tenant();
  await tenant.tracker('jane/phone');
  const { token } = tenant;
  const app = await connectApp(site, { token, protocol: 'mqtts', ca: readFileSync(certFile), servername: 'localhost' });
  await publishLocation(app, 'jane/phone', 1);
  const plain = await connectApp(site, { token });
  await publishLocation(plain, 'jane/phone', 2);
  await app.endAsync();
  await plain.endAsync();
  assert.equal(await countOf(site, tenant.tenantId), 2);
});

test('closes who begins a handshake and does not end it, and serves everybody else', { skip }, async () => {
  await using short = await startListening({
    TREKKER_POSITIONS_TLS_CERT_FILE: certFile,
    TREKKER_POSITIONS_TLS_KEY_FILE: keyFile,
    TREKKER_POSITIONS_DEVICE_FIRST_MESSAGE_MS: '300',
  });
  await using silent = await connectDevice(portOf(short, 'gt06'));
  await using halfway = await connectDevice(portOf(short, 'gt06'));
  halfway.send(Uint8Array.of(0x16, 0x03, 0x01));
  await using garbled = await connectDevice(portOf(short, 'gt06'));
  garbled.send(new Uint8Array(64).fill(0x16));
  await Promise.all([silent.closed, halfway.closed, garbled.closed]);
  const socket = await secured(portOf(short, 'gt06'));
  socket.destroy();
  await once(socket, 'close');
});

test('does not start with half a certificate, or with files that are none', async () => {
  const wrong = join(folder, 'wrong.pem');
  writeFileSync(wrong, 'no certificate');
  for (const env of [
    { TREKKER_POSITIONS_TLS_CERT_FILE: certFile },
    { TREKKER_POSITIONS_TLS_CERT_FILE: join(folder, 'none'), TREKKER_POSITIONS_TLS_KEY_FILE: wrong },
    { TREKKER_POSITIONS_TLS_CERT_FILE: wrong, TREKKER_POSITIONS_TLS_KEY_FILE: wrong },
  ]) {
    await assert.rejects(startPositions(env), /TREKKER_POSITIONS_TLS_/);
  }
});

function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
