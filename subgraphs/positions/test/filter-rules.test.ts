import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { testViewer } from '@trekker/kit/testing';
import { uuidv7 } from '@trekker/kit';

import { rulesOfTracker, setRules, tellUnit } from './filters.ts';
import { fix, post, startIntakeBeside, startPositions, type TestPositions } from './positions.ts';

let site: TestPositions;
before(async () => void (site = await startPositions()));
after(() => site[Symbol.asyncDispose]());

const on = (limit: number) => ({ isOn: true, limit });
const OFF = { isOn: false };
const codesOf = async (door: string, ...fixes: object[]) => {
  const { answer } = await post(door, fixes);
  assert.ok(typeof answer === 'object');
  return answer.rejected.map(({ index, code }) => `${index} ${code}`);
};

test('keeps a fix that a rule refuses in quarantine with rule, limit and value, and lists it as rejected', async () => {
  const { door, tracker, viewer } = await site.tenant();
  const trackerId = await tracker('badge');
  await setRules(site, viewer(), { changes: [['ACCURACY', on(50)]] });
  const { answer } = await post(door, [fix('badge', 0, { accuracy: 50 }), fix('badge', 1, { accuracy: 50.5 })]);
  const message = 'accuracy must be at most 50 m, got 50.5 m (rule ACCURACY of the tenant)';
  assert.deepEqual(answer, { accepted: 1, duplicates: 0, rejected: [{ index: 1, code: 'FILTERED', message }] });
  const { data } = await site.run('{ quarantinedFixes { nodes { reason message identifier tracker { id } } } }', {
    viewer: viewer(),
  });
  assert.deepEqual(data.quarantinedFixes.nodes, [
    { reason: 'FILTERED', message, identifier: 'badge', tracker: { id: trackerId } },
  ]);
  const phone = await fetch(`${door}/?id=badge&timestamp=${Math.floor(Date.now() / 1_000)}&lat=1&lon=1&accuracy=99`);
  assert.deepEqual([phone.status, await phone.text()], [200, ''], 'a phone hears what it hears for any other fix');
});

test('keeps a filtered fix once however often it is sent, and every one of them', async () => {
  const { door, tracker, viewer, tenantId } = await site.tenant();
  await tracker('badge');
  await setRules(site, viewer(), { changes: [['ACCURACY', on(5)]] });
  const many = Array.from({ length: 1_200 }, (_, index) => fix('badge', index, { accuracy: 6 }));
  await post(door, many);
  await post(door, many.slice(0, 10));
  const [row] = await site.postgres.admin<{ n: number }[]>`
    select count(*)::int as n from positions.quarantine where tenant_id = ${tenantId} and reason = 'FILTERED'`;
  assert.equal(row?.n, 1_200);
});

test('replays a filtered fix once the rule is another, and says why it stays until then', async () => {
  const { door, tracker, viewer } = await site.tenant();
  await tracker('badge');
  await setRules(site, viewer(), { changes: [['ACCURACY', on(50)]] });
  await post(door, [fix('badge', 0, { accuracy: 80 })]);
  const list = async () =>
    (await site.run('{ quarantinedFixes { nodes { id } } }', { viewer: viewer() })).data.quarantinedFixes.nodes;
  const [{ id }] = await list();
  const replay = async () => {
    const document = `mutation { replayQuarantinedFix(input: { fixId: "${id}" }) {
      position { accuracyMeters } userErrors { code message } } }`;
    return (await site.run(document, { viewer: viewer() })).data.replayQuarantinedFix;
  };
  const refused = await replay();
  assert.deepEqual([refused.position, refused.userErrors[0].code], [null, 'FILTERED']);
  await setRules(site, viewer(), { changes: [['ACCURACY', on(100)]] });
  assert.deepEqual(await replay(), { position: { accuracyMeters: 80 }, userErrors: [] });
  assert.deepEqual(await list(), []);
});

test('lets the nearest scope decide for each rule: the tracker, its unit, a unit above, the tenant', async () => {
  const { door, tracker, viewer, tenantId } = await site.tenant();
  const [company, crew] = [uuidv7(), uuidv7()];
  await tellUnit(site, tenantId, [company]);
  await tellUnit(site, tenantId, [company, crew]);
  const [own, inCrew] = [await tracker('own', crew), await tracker('in-crew', crew)];
  await tracker('free');
  const admin = viewer();
  await setRules(site, admin, { changes: [['ACCURACY', on(100)]] });
  await setRules(site, admin, { unitId: company, changes: [['ACCURACY', on(50)]] });
  await setRules(site, admin, { trackerId: own, changes: [['ACCURACY', OFF]] });
  const sent = [20, 70, 200].flatMap((accuracy, second) =>
    ['own', 'in-crew', 'free'].map((name) => fix(name, second, { accuracy })),
  );
  assert.deepEqual(await codesOf(door, ...sent), ['4 FILTERED', '7 FILTERED', '8 FILTERED']);
  const ruleOf = async (trackerId: string) => {
    const rules = await rulesOfTracker(site, admin, trackerId);
    assert.equal(rules.length, 15);
    const { rule: _rule, setAt, ...rest } = rules.find(({ rule }) => rule === 'ACCURACY') ?? assert.fail();
    assert.ok(setAt);
    return rest;
  };
  const none = { attributes: null, unit: null };
  assert.deepEqual(await ruleOf(own), { ...none, isOn: false, limit: null, scope: 'TRACKER' });
  const ofCompany = { attributes: null, isOn: true, limit: 50, scope: 'UNIT', unit: { id: company } };
  assert.deepEqual(await ruleOf(inCrew), ofCompany);
  await setRules(site, admin, { unitId: crew, changes: [['ACCURACY', on(10)]] });
  assert.deepEqual((await ruleOf(inCrew)).limit, 10);
  await setRules(site, admin, { unitId: crew, changes: [['ACCURACY', null]] });
  assert.deepEqual(await ruleOf(inCrew), ofCompany, 'what is inherited again comes from the next wider scope');
});

test('follows a unit that is moved below another one within a second', async () => {
  const { door, tracker, viewer, tenantId } = await site.tenant();
  const [company, crew] = [uuidv7(), uuidv7()];
  await tellUnit(site, tenantId, [company]);
  await tellUnit(site, tenantId, [crew]);
  await tracker('badge', crew);
  await setRules(site, viewer(), { unitId: company, changes: [['ACCURACY', on(50)]] });
  assert.deepEqual(await codesOf(door, fix('badge', 0, { accuracy: 70 })), []);
  const payload = { unitId: crew, parentId: company, units: [{ unitId: crew, path: [company, crew] }] };
  await site.writer.withTenant(tenantId, async (tx) =>
    tx.publish({ topic: 'tenancy', subject: tenantId, type: 'unit-moved', payload }),
  );
  assert.ok(await site.positions.caughtUp(5_000));
  site.advance(501);
  assert.deepEqual(await codesOf(door, fix('badge', 1, { accuracy: 70 })), ['0 FILTERED']);
});

test('says of each problem with the input its field and value, and changes nothing then', async () => {
  const { tracker, viewer } = await site.tenant();
  const trackerId = await tracker('badge');
  const wrong = async (input: Parameters<typeof setRules>[2]) => {
    const { payload } = await setRules(site, viewer(), input);
    assert.equal(payload.rules, null);
    return payload.userErrors.map(({ field, message }: any) => `${field.slice(1).join('.')} ${message}`);
  };
  assert.deepEqual(await wrong({ changes: [] }), ['changes must be 1 to 15, got 0']);
  assert.deepEqual(
    await wrong({
      changes: [
        ['ZERO', { isOn: true }],
        ['PAST', on(0)],
        ['ZERO', null],
      ],
    }),
    [
      'changes.1.setting.limit must be 1 to 1000000000 s with PAST, got 0',
      'changes.2.rule must be changed once, got ZERO twice',
    ],
  );
  const nobody = uuidv7();
  const zero: [string, object][] = [['ZERO', { isOn: true }]];
  assert.deepEqual(await wrong({ unitId: nobody, changes: zero }), [`unitId there is no unit "${nobody}"`]);
  assert.deepEqual(await wrong({ trackerId: nobody, changes: zero }), [`trackerId there is no tracker "${nobody}"`]);
  assert.match((await wrong({ unitId: nobody, trackerId, changes: zero }))[0], /^trackerId must be absent/);
  const { data } = await site.run('{ filterRules { rule } }', { viewer: viewer() });
  assert.deepEqual(data.filterRules, []);
});

test('lets whoever answers for a unit set rules there and nowhere else, and whoever may only read set none', async () => {
  const { tracker, viewer, tenantId } = await site.tenant();
  const [mine, theirs] = [uuidv7(), uuidv7()];
  for (const unitId of [mine, theirs]) await tellUnit(site, tenantId, [unitId]);
  const [near, far] = [await tracker('near', mine), await tracker('far', theirs)];
  assert.ok(await site.positions.caughtUp(5_000));
  const supervisor = viewer([mine]);
  const changes: [string, object][] = [['ZERO', { isOn: true }]];
  const errorOf = async (scope: object) => {
    const { payload, errors } = await setRules(site, supervisor, { ...scope, changes });
    return payload?.userErrors[0]?.code ?? errors?.[0]?.extensions?.code ?? null;
  };
  assert.equal(await errorOf({ unitId: mine }), null);
  assert.equal(await errorOf({ trackerId: near }), null);
  assert.equal(await errorOf({ unitId: theirs }), 'NOT_FOUND');
  assert.equal(await errorOf({ trackerId: far }), 'NOT_FOUND');
  assert.equal(await errorOf({}), 'FORBIDDEN');
  const reader = testViewer(tenantId, ['filters:read', 'positions:read']);
  assert.equal((await setRules(site, reader, { changes })).errors?.[0]?.extensions?.code, 'FORBIDDEN');
  const { data } = await site.run(`{ filterRules(unitId: "${mine}") { rule unit { id } } }`, { viewer: reader });
  assert.deepEqual(data.filterRules, [{ rule: 'ZERO', unit: { id: mine } }]);
  const beyond = await site.run(`{ filterRules(unitId: "${mine}") { rule } }`, { viewer: viewer([theirs]) });
  assert.deepEqual(beyond.data.filterRules, []);
});

test('tells the log who set what, for the audit', async () => {
  const { tracker, viewer, tenantId } = await site.tenant();
  const trackerId = await tracker('badge');
  assert.ok(await site.positions.caughtUp(5_000));
  await setRules(site, viewer(), {
    trackerId,
    changes: [
      ['PAST', on(60)],
      ['ZERO', OFF],
      ['SKIP_ATTRIBUTES', { isOn: true, attributes: ['alarm', 'ignition'] }],
      ['STATIC', null],
    ],
  });
  const [entry] = await site.postgres.admin<{ payload: object; actor_kind: string }[]>`
    select payload, actor_kind from log.entries where topic = 'devices' and tenant_id = ${tenantId}`;
  const changes = [
    { key: 'PAST', value: 'on 60' },
    { key: 'ZERO', value: 'off' },
    { key: 'SKIP_ATTRIBUTES', value: 'on alarm ignition' },
    { key: 'STATIC', value: 'inherited' },
  ];
  assert.deepEqual(entry && { ...entry }, { payload: { unitId: null, trackerId, changes }, actor_kind: 'user' });
});

test('has a change in force at once where it was made and within a second in another process', async () => {
  const { tracker, viewer, token, tenantId } = await site.tenant();
  const unitId = uuidv7();
  await tellUnit(site, tenantId, [unitId]);
  const trackerId = await tracker('badge', unitId);
  assert.ok(await site.positions.caughtUp(5_000));
  await using other = await startIntakeBeside(site);
  const doors = [site.base, other.base].map((base) => `${base}/i/${token}`);
  let second = 0;
  const verdicts = () =>
    Promise.all(doors.map(async (door) => (await codesOf(door, fix('badge', second++, { accuracy: 70 }))).length));
  assert.deepEqual(await verdicts(), [0, 0]);
  const steps: [object, object | null, number][] = [
    [{}, on(50), 1],
    [{ unitId }, OFF, 0],
    [{ trackerId }, on(60), 1],
    [{ trackerId }, null, 0],
    [{ unitId }, null, 1],
    [{}, OFF, 0],
  ];
  for (const [scope, setting, expected] of steps) {
    await setRules(site, viewer(), { ...scope, changes: [['ACCURACY', setting]] });
    assert.equal((await verdicts())[0], expected, 'at once where it was made');
    await sleep(1_000);
    assert.deepEqual(await verdicts(), [expected, expected], `${JSON.stringify(scope)} in the other process`);
  }
});
