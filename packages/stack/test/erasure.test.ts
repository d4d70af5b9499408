import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { askRebuild } from '../src/rebuild/ask-rebuild.ts';
import { readAllRows } from './backup/all-rows.ts';
import { signIn, type Client } from './support/client.ts';
import { startInstallation, type Installation } from './support/installation.ts';
import { addDevices } from './support/add-devices.ts';
import { addExport } from './support/add-export.ts';
import { PIXEL } from './support/add-tracked.ts';
import { asSuperuser } from './support/superuser.ts';

// Texts that stand for whoever the person is; everything of theirs has one of them.
const MARKER = 'zzmarker';
const LOGIN = { tenant: 'works', name: 'ada', password: 'correct horse battery staple' };

let site: Installation;
let client: Client;
let door: string;

before(async () => {
  site = await startInstallation();
  await site.stack.subgraphs.services.tenancy.createTenant({
    slug: LOGIN.tenant,
    name: 'Works',
    timeZone: 'Etc/UTC',
    administrator: { signInName: LOGIN.name, name: 'Ada', password: LOGIN.password },
  });
  client = await signIn(site.origin, LOGIN);
  door = (await client.change('createIngestDoor', 'token', { name: 'Phones' })).token;
});
after(() => site[Symbol.asyncDispose]());

/** Tables with the marker in them, as text or as bytes. */
async function traces(): Promise<string[]> {
  const hex = Buffer.from(MARKER).toString('hex');
  const rows = await asSuperuser(site.dataDir, readAllRows);
  return [...rows]
    .filter(([, texts]) => texts.some((text) => text.includes(MARKER) || text.includes(hex)))
    .map(([table]) => table);
}

/** Somebody with everything that can be known of a person, who walked about with a phone of their own. */
async function addPerson() {
  const about = { name: `Zoe ${MARKER}`, kind: 'CONTRACTOR', trade: `Rigger ${MARKER}`, role: `Warden ${MARKER}` };
  const personId: string = (await client.change('createPerson', 'person { id }', about)).person.id;
  await client.change('updatePerson', 'person { id }', { personId, trade: `Welder ${MARKER}` });
  await client.change('setPersonImage', 'person { id }', { personId, content: PIXEL, thumbnail: PIXEL });
  const phone = { name: `Phone ${MARKER}`, identifier: `first-${MARKER}`, personId };
  const trackerId: string = (await client.change('addTracker', 'tracker { id }', phone)).tracker.id;
  const renamed = { trackerId, identifiers: [`second-${MARKER}`, `third-${MARKER}`] };
  await client.change('updateTracker', 'tracker { id }', renamed);
  await client.change('setPayloadSecret', 'tracker { id }', { trackerId, secret: `opens ${MARKER}` });
  assert.ok(await site.stack.subgraphs.caughtUp(20_000));
  const positions = Array.from({ length: 5 }, (_, at) => ({
    tracker: `second-${MARKER}`,
    time: Date.now() - 60_000 + at * 1_000,
    latitude: at === 4 ? 91 : 52.5,
    longitude: 13.4,
  }));
  const response = await fetch(`${site.intake}/i/${door}/v1/positions`, {
    method: 'POST',
    body: JSON.stringify({ positions }),
  });
  assert.equal(response.status, 200);
  const region = { _type: 'transition', event: 'enter', desc: `Home ${MARKER}`, lat: 52.5, lon: 13.4 };
  const entered = { ...region, tst: Math.floor(Date.now() / 1_000), topic: `owntracks/second-${MARKER}` };
  await fetch(`${site.intake}/i/${door}/owntracks`, { method: 'POST', body: JSON.stringify(entered) });
  assert.ok(await site.stack.subgraphs.caughtUp(20_000));
  await addExport(client, MARKER);
  // Whose a device was a moment ago is believed for some time, so everybody has devices of their own.
  const { heardDevice } = await addDevices(site, client, { marker: `${MARKER}-${trackerId}`, trackerId });
  await client.change('claimDevice', 'claim { id }', { identifier: heardDevice, trackerId });
  const text = `time,latitude,longitude\n2026-01-01T00:00:00Z,second-${MARKER},13`;
  const file = { trackerId, text, idempotencyKey: `import ${trackerId}` };
  await client.change('importTrack', 'import { rejected }', file);
  const byName = { identifiers: [`second-${MARKER}`, 'somebody else'] };
  await client.change('replayQuarantinedFixes', 'replay { id }', {
    filter: byName,
    idempotencyKey: `by name ${trackerId}`,
  });
  const byText = { text: `SECOND-${MARKER}` };
  await client.run(REPLAY, { input: { filter: byText, idempotencyKey: `by text ${trackerId}` } });
  // Messages as they came are written twice a second.
  await sleep(1_500);
  return { personId, trackerId };
}

const REPLAY =
  'mutation ($input: ReplayQuarantinedFixesInput!) { replayQuarantinedFixes(input: $input) { replay { id } } }';
const ERASE = `mutation ($input: ErasePersonInput!) { erasePerson(input: $input) {
  person { name trade role erasedAt image { id } trackers { id } } userErrors { code message } } }`;

test('who was erased is in no table of the database, unless a hold keeps them; what follows from where they were stays', async () => {
  const { personId, trackerId } = await addPerson();
  const erase = async () => {
    const input = { personId, reason: 'asked for it' };
    return (await client.run(ERASE, { input })).erasePerson;
  };
  for (const about of [{ personId }, { trackerId }, {}]) {
    const { hold } = await client.change('placeLegalHold', 'hold { id }', { ...about, reason: 'court order 7' });
    const { person, userErrors } = await erase();
    assert.deepEqual([person, userErrors[0].code], [null, 'LEGAL_HOLD']);
    assert.match(userErrors[0].message, /court order 7/);
    const { legalHolds } = await client.run('{ legalHolds { nodes { id reason placedAt releasedAt placedBy } } }');
    assert.deepEqual([legalHolds.nodes[0].id, legalHolds.nodes[0].releasedAt], [hold.id, null]);
    await client.change('releaseLegalHold', 'hold { releasedAt }', { holdId: hold.id });
  }
  const before = await traces();
  for (const table of [
    'trackers.people',
    'trackers.trackers',
    'log.entries',
    'positions.replicas',
    'headcount.replicas',
    'positions.device_claims',
    'positions.track_imports',
    'positions.quarantine_replays',
    'directory.names',
    'tenancy.audit_entries',
  ])
    assert.ok(before.includes(table), `${table} knows the person: ${before.join(' ')}`);
  assert.ok(before.length >= 8, before.join(' '));
  const { person, userErrors } = await erase();
  assert.deepEqual(userErrors, []);
  assert.deepEqual(
    { ...person, erasedAt: typeof person.erasedAt },
    { name: 'Erased person', trade: null, role: null, erasedAt: 'string', image: null, trackers: [] },
  );
  assert.ok(await site.stack.subgraphs.caughtUp(20_000));
  assert.deepEqual(await traces(), []);
  const [kept] = await asSuperuser(
    site.dataDir,
    (sql) => sql`
      select (select count(*)::int from positions.history where tracker_id = ${trackerId}) as positions,
        (select count(*)::int from trackers.assignments where person_id = ${personId}) as assignments`,
  );
  assert.deepEqual({ ...kept }, { positions: 4, assignments: 1 });
  const { auditEntries } = await client.run('{ auditEntries(first: 50) { nodes { action reason } } }');
  assert.ok(
    auditEntries.nodes.some(({ action, reason }: any) => action === 'person-erased' && reason === 'asked for it'),
  );
  assert.deepEqual((await erase()).userErrors, [], 'asked again it does nothing');
});

test('what is derived anew from the log after an erasure does not know the person either', async () => {
  const { personId } = await addPerson();
  await client.run(ERASE, { input: { personId, reason: 'asked for it' } });
  assert.ok(await site.stack.subgraphs.caughtUp(20_000));
  const options = { say: () => {}, signal: new AbortController().signal };
  await asSuperuser(site.dataDir, async (sql) => {
    for (const name of ['headcount.replica-people', 'positions.replica-identifiers', 'tenancy.audit-trackers'])
      assert.deepEqual((await askRebuild(sql, name, options)).problems, [], name);
  });
  assert.deepEqual(await traces(), []);
});
