import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { AllowedTargets } from './allowed-targets.ts';
import { resolveTarget } from './resolve-target.ts';

const NONE: AllowedTargets = { hosts: [], networks: [] };
const INSIDE: AllowedTargets = { hosts: ['inside.example'], networks: ['10.1.0.0/16'] };
const PUBLIC = '93.184.215.14';

const NAMES: Readonly<Record<string, readonly string[]>> = {
  'public.example': [PUBLIC],
  'half.example': [PUBLIC, '10.2.0.7'],
  'allowed.example': ['10.1.0.7', '10.1.0.8'],
  'beside.example': ['10.1.0.7', '10.2.0.7'],
  'inside.example': ['192.168.0.1'],
  'metadata.example': [PUBLIC, '168.63.129.16'],
};

async function outcome(url: string, allowed = NONE): Promise<string> {
  const resolve = async (host: string) => NAMES[host] ?? [];
  const target = await resolveTarget(url, { allowed, resolve });
  return 'problem' in target ? target.problem : target.addresses.join(' ');
}

test('a name may be called only where every address behind it may, and which those are is not told', async () => {
  assert.equal(await outcome('https://public.example/'), PUBLIC);
  assert.equal(await outcome('https://half.example/'), 'half.example may not be called: it is not public');
  assert.equal(await outcome('https://metadata.example/'), 'metadata.example may not be called: it is not public');
  assert.match(await outcome('https://nowhere.example/'), /could not be resolved/);
});

test('without TLS only what the operator allows is called', async () => {
  assert.equal(await outcome('http://public.example/'), 'must begin with https://');
  assert.equal(await outcome(`http://${PUBLIC}/`, INSIDE), 'must begin with https://');
  assert.equal(await outcome('http://inside.example/', INSIDE), '192.168.0.1');
});

test('an operator’s network lets a name in only where all of its addresses lie there', async () => {
  assert.equal(await outcome('http://allowed.example/', INSIDE), '10.1.0.7 10.1.0.8');
  assert.equal(await outcome('http://beside.example/', INSIDE), 'must begin with https://');
  assert.equal(await outcome('https://beside.example/', INSIDE), 'beside.example may not be called: it is not public');
});
