import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { RequestRefused } from '../../src/errors/request-refused.ts';
import { guardedWorld } from './guarded-world.ts';

const codeAt = (errors: readonly { path?: unknown; extensions: { code: string } }[] = []) =>
  errors.map(({ path, extensions }) => [path, extensions.code]);

describe('a guarded field', () => {
  for (const [guard, enough, short] of [
    ['@authenticated', {}, null],
    ['@requiresScopes(scopes: [["a", "b"], ["c"]])', { scopes: ['b', 'a'] }, { scopes: ['a'] }],
    ['@requiresScopes(scopes: [["a", "b"], ["c"]])', { scopes: ['c'] }, { scopes: ['b'], policies: ['c'] }],
    ['@policy(policies: [["p", "q"], ["r"]])', { policies: ['r'] }, { policies: ['p'], scopes: ['r'] }],
    ['@requiresScopes(scopes: [])', null, { scopes: ['a'] }],
  ] as const) {
    test(`with ${guard} is null to whom it is not shown (${JSON.stringify(short)}), and not asked for`, async () => {
      await using world = await guardedWorld({ 'User.ssn': guard });
      const denied = await world.ask('{ user { name ssn } }', short);
      assert.deepEqual(denied.data, { user: { name: 'Ada', ssn: null } });
      assert.deepEqual(codeAt(denied.errors), [[['user', 'ssn'], short ? 'FORBIDDEN' : 'UNAUTHENTICATED']]);
      assert.doesNotMatch(world.sent(), /ssn/u);
      if (enough) assert.deepEqual(await world.ask('{ user { ssn } }', enough), { data: { user: { ssn: '111' } } });
    });
  }

  test('of an entity is guarded in whatever subgraph the entity was found', async () => {
    await using world = await guardedWorld({ 'User.ssn': '@authenticated' });
    assert.deepEqual((await world.ask('{ top { ssn } }')).data, { top: { ssn: null } });
    assert.deepEqual((await world.ask('{ top { ssn } }', {})).data, { top: { ssn: '222' } });
  });

  test('that must not be null makes its parent null', async () => {
    await using world = await guardedWorld({ 'User.firm': '@authenticated' });
    const { data, errors } = await world.ask('{ open user { firm } }');
    assert.deepEqual(data, { open: 'open', user: null });
    assert.deepEqual(codeAt(errors), [[['user', 'firm'], 'UNAUTHENTICATED']]);
  });

  test('is guarded by what it gives: a type, an enum', async () => {
    await using world = await guardedWorld({ User: '@authenticated', Level: '@policy(policies: [["levels"]])' });
    assert.deepEqual((await world.ask('{ user { name } robot { model } }')).data, {
      user: null,
      robot: { model: 'R2' },
    });
    assert.doesNotMatch(world.sent(), /user/u);
    assert.deepEqual((await world.ask('{ user { name level } }', {})).data, { user: { name: 'Ada', level: null } });
  });

  test('of a mutation is not run, the others are', async () => {
    await using world = await guardedWorld({ 'Mutation.first': '@authenticated' });
    const { data, errors } = await world.ask('mutation { first second }');
    assert.deepEqual(data, { first: null, second: 2 });
    assert.deepEqual(codeAt(errors), [[['first'], 'UNAUTHENTICATED']]);
    assert.doesNotMatch(world.sent(), /first/u);
  });

  test('of a subscription refuses it', async () => {
    await using world = await guardedWorld({ 'Subscription.ticks': '@authenticated' });
    await assert.rejects(world.ask('subscription { ticks }'), RequestRefused);
  });

  test('refuses the whole operation before an executor that would fetch it', async () => {
    await using world = await guardedWorld({ 'User.ssn': '@authenticated' }, { config: { executor: 'stock' } });
    await assert.rejects(world.ask('{ user { ssn } }'), RequestRefused);
    assert.equal(world.sent(), '');
    assert.deepEqual((await world.ask('{ user { ssn } }', {})).data, { user: { ssn: '111' } });
  });

  test('is planned for each set of rights', async () => {
    await using world = await guardedWorld({ 'User.ssn': '@authenticated' });
    const query = '{ user { ssn } }';
    for (const rights of [null, {}, null, {}]) {
      assert.equal((await world.ask(query, rights)).errors === undefined, rights !== null);
    }
  });
});
