import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { guardedWorld } from './guarded-world.ts';

const SECRET = '@requiresScopes(scopes: [["secret"]])';
const HOLDER = { scopes: ['secret'] };
const codes = ({ errors = [] }: { errors?: readonly { extensions: { code: string } }[] | undefined }) =>
  errors.map(({ extensions }) => extensions.code);

describe('what an interface asks for (GHSA-mx7m-j9xf-62hw)', () => {
  for (const query of [
    '{ robot { secret } }',
    '{ robot { ... on Secretive { secret } } }',
    '{ secretives { secret } }',
    '{ secretives { ... on Robot { secret } ... on User { secret } } }',
    '{ beings { ...F } } fragment F on Robot { alias: secret }',
  ]) {
    test(`holds for the types behind it: ${query}`, async () => {
      await using world = await guardedWorld({ 'Secretive.secret': SECRET });
      const denied = await world.ask(query, { scopes: ['other'] });
      assert.ok(codes(denied).length > 0 && codes(denied).every((code) => code === 'FORBIDDEN'));
      assert.doesNotMatch(JSON.stringify(denied.data), /s[ur]1/u);
      assert.doesNotMatch(world.sent(), /\bsecret\b/u);
      const allowed = await world.ask(query, HOLDER);
      assert.equal(allowed.errors, undefined);
      assert.match(JSON.stringify(allowed.data), /sr1/u);
    });
  }

  test('holds for the types behind it also where it stands on the interface as a whole', async () => {
    await using world = await guardedWorld({ Secretive: '@authenticated' });
    for (const query of ['{ robot { model } }', '{ secretives { id } }', '{ slots { ... on Robot { model } } }']) {
      const denied = await world.ask(query);
      assert.ok(codes(denied).includes('UNAUTHENTICATED'), query);
      assert.doesNotMatch(JSON.stringify(denied.data), /R2|r1/u);
      assert.equal((await world.ask(query, {})).errors, undefined, query);
    }
  });
});

describe('what a field is worked out from (GHSA-m8jr-fxqx-8xx6)', () => {
  for (const query of [
    '{ user { score } }',
    '{ user { grade } }',
    '{ top { score } }',
    '{ user { manager { grade } } }',
  ]) {
    test(`keeps out who may not see it: ${query}`, async () => {
      await using world = await guardedWorld({ 'User.ssn': SECRET });
      const denied = await world.ask(query, {});
      assert.deepEqual(codes(denied), ['FORBIDDEN']);
      assert.doesNotMatch(JSON.stringify(denied.data), /111|222/u);
      assert.doesNotMatch(world.sent(), /ssn/u);
      assert.match(JSON.stringify((await world.ask(query, HOLDER)).data), /111|222/u);
    });
  }
});

describe('types that ask for different things behind one field (GHSA-x33c-7c2v-mrj9)', () => {
  const composed = {
    'secret: String ssn': 'secret: String @requiresScopes(scopes: [["user"]]) ssn',
    'secret: String model': 'secret: String @requiresScopes(scopes: [["robot"]]) model',
  };

  test('are judged each for itself, on an interface', async () => {
    await using world = await guardedWorld({}, { composed });
    const { data, errors } = await world.ask('{ secretives { id secret } }', { scopes: ['robot'] });
    assert.deepEqual(data, {
      secretives: [
        { id: 'u1', secret: null },
        { id: 'u2', secret: null },
        { id: 'r1', secret: 'sr1' },
      ],
    });
    assert.deepEqual(
      errors?.map(({ path, extensions }) => [path, extensions['permission']]),
      [
        [['secretives', 0, 'secret'], 'user'],
        [['secretives', 1, 'secret'], 'user'],
      ],
    );
    assert.doesNotMatch(world.sent(), /on User\s*\{[^}]*secret|secretives\s*\{[^.]*secret/u);
  });

  test('are judged each for itself, in a union, through fragments', async () => {
    await using world = await guardedWorld({}, { composed });
    const query = '{ beings { ...S } } fragment S on Secretive { s: secret }';
    const { data } = await world.ask(query, { scopes: ['user'] });
    assert.deepEqual(data, { beings: [{ s: 'su1' }, { s: 'su2' }, { s: null }] });
  });

  test('do not keep anybody from the type that asks for nothing', async () => {
    await using world = await guardedWorld({}, { composed: { 'secret: String ssn': composed['secret: String ssn'] } });
    assert.deepEqual(await world.ask('{ robot { secret } secretives { secret } }', {}).then(({ data }) => data), {
      robot: { secret: 'sr1' },
      secretives: [{ secret: null }, { secret: null }, { secret: 'sr1' }],
    });
  });

  test('leave out objects of a type that is not shown, whatever is asked of them', async () => {
    await using world = await guardedWorld({ Robot: '@authenticated' });
    const { data, errors } = await world.ask('{ slots { __typename ... on User { name } } robot { model } }');
    assert.deepEqual(data, {
      slots: [{ __typename: 'User', name: 'Ada' }, { __typename: 'User', name: 'Bob' }, null],
      robot: null,
    });
    assert.deepEqual(
      errors?.map(({ path }) => path),
      [['slots', 2], ['robot']],
    );
    assert.deepEqual((await world.ask('{ beings { __typename } }')).data, null);
  });
});

describe('directives under other names (GHSA-g8jh-vg5j-4h3f)', () => {
  test('are the same directives', async () => {
    await using world = await guardedWorld({ 'User.ssn': '@shut', 'Query.open': '@shut' });
    const { data, errors } = await world.ask('{ open user { name ssn } }');
    assert.deepEqual(data, { open: null, user: { name: 'Ada', ssn: null } });
    assert.deepEqual(codes({ errors }), ['UNAUTHENTICATED', 'UNAUTHENTICATED']);
    assert.doesNotMatch(world.sent(), /ssn|open/u);
    assert.equal((await world.ask('{ open user { ssn } }', {})).errors, undefined);
  });
});
