import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { testViewer } from '@trekker/kit/testing';

import { startTrackers, type TestTrackers } from './trackers.ts';

let site: TestTrackers;
before(async () => void (site = await startTrackers()));
after(() => site[Symbol.asyncDispose]());

/** The beginning of a PNG of this size, as long as it is to be. */
function png({ width, height, bytes = 33 }: { width: number; height: number; bytes?: number }): string {
  const header = Buffer.alloc(bytes);
  header.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  header.writeUInt32BE(width, 16);
  header.writeUInt32BE(height, 20);
  return header.toString('base64');
}

const CONTENT = png({ width: 1_024, height: 700, bytes: 262_144 });
const THUMBNAIL = png({ width: 96, height: 66, bytes: 16_384 });
const IMAGE = 'image { id contentType widthPixels heightPixels dataUrl thumbnailDataUrl }';

test('keeps the picture of a person and of an asset until another takes its place or it is taken away', async () => {
  const viewer = site.tenant();
  const owners = {
    person: { set: 'setPersonImage', input: { personId: await site.createPerson(viewer) } },
    asset: { set: 'setAssetImage', input: { assetId: await site.createAsset(viewer) } },
  };
  for (const [entity, { set, input }] of Object.entries(owners)) {
    const change = async (image: object) =>
      (await site.change(viewer, set, `${entity} { ${IMAGE} }`, { ...input, ...image }))[entity].image;
    const { id, ...image } = await change({ content: CONTENT, thumbnail: THUMBNAIL });
    assert.deepEqual(image, {
      contentType: 'image/png',
      widthPixels: 1_024,
      heightPixels: 700,
      dataUrl: `data:image/png;base64,${CONTENT}`,
      thumbnailDataUrl: `data:image/png;base64,${THUMBNAIL}`,
    });
    const next = await change({ content: png({ width: 1, height: 1 }), thumbnail: THUMBNAIL });
    assert.notEqual(next.id, id);
    assert.equal(next.widthPixels, 1);
    assert.equal((await site.published(viewer.tenantId)).at(-1)?.type, `${entity}-changed`);
    assert.equal(await change({ content: null, thumbnail: null }), null);
    assert.equal(await change({}), null);
  }
});

test('refuses what is no picture, or too large a one', async () => {
  const viewer = site.tenant();
  const personId = await site.createPerson(viewer);
  const svg = Buffer.from('<svg/>').toString('base64');
  for (const [code, field, image] of [
    ['NOT_AN_IMAGE', 'content', { content: svg, thumbnail: THUMBNAIL }],
    ['NOT_AN_IMAGE', 'thumbnail', { content: CONTENT, thumbnail: svg }],
    ['NOT_AN_IMAGE', 'content', { content: `${CONTENT.slice(0, 40)}!`, thumbnail: THUMBNAIL }],
    ['NOT_AN_IMAGE', 'content', { content: '', thumbnail: THUMBNAIL }],
    ['IMAGE_TOO_LARGE', 'content', { content: png({ width: 1_025, height: 1 }), thumbnail: THUMBNAIL }],
    ['IMAGE_TOO_LARGE', 'content', { content: png({ width: 1, height: 1_025 }), thumbnail: THUMBNAIL }],
    ['IMAGE_TOO_LARGE', 'content', { content: png({ width: 1, height: 1, bytes: 262_145 }), thumbnail: THUMBNAIL }],
    ['IMAGE_TOO_LARGE', 'content', { content: 'A'.repeat(400_000), thumbnail: THUMBNAIL }],
    ['IMAGE_TOO_LARGE', 'thumbnail', { content: CONTENT, thumbnail: png({ width: 97, height: 1 }) }],
    ['IMAGE_TOO_LARGE', 'thumbnail', { content: CONTENT, thumbnail: png({ width: 1, height: 1, bytes: 16_385 }) }],
    ['NONE_GIVEN', 'thumbnail', { content: CONTENT }],
    ['NONE_GIVEN', 'content', { thumbnail: THUMBNAIL }],
  ] as const) {
    const refused = await site.change(viewer, 'setPersonImage', `person { ${IMAGE} }`, { personId, ...image });
    assert.deepEqual(refused, { person: null, userErrors: [{ field: ['input', field], code }] });
  }
  const { data } = await site.run(`{ person(id: "${personId}") { ${IMAGE} } }`, { viewer });
  assert.equal(data.person.image, null);
});

test('shows a picture to who may see the person, and reads its bytes only when they are asked for', async () => {
  const viewer = site.tenant();
  const personId = await site.createPerson(viewer);
  await site.addTracker(viewer, { personId });
  await site.change(viewer, 'setPersonImage', 'person { id }', { personId, content: CONTENT, thumbnail: THUMBNAIL });
  const blind = testViewer(viewer.tenantId, ['trackers:read']);
  const document = '{ trackers { nodes { person { image { id } } } } }';
  assert.deepEqual((await site.run(document, { viewer: blind })).data.trackers.nodes, [{ person: null }]);
  const seeing = testViewer(viewer.tenantId, ['trackers:read', 'people:read']);
  assert.ok((await site.run(document, { viewer: seeing })).data.trackers.nodes[0].person.image.id);
  const reader = testViewer(viewer.tenantId, ['people:read']);
  const change = { personId, content: null, thumbnail: null };
  assert.deepEqual(await site.change(reader, 'setPersonImage', 'person { id }', change), { refused: 'FORBIDDEN' });
});

test('answers a list with small versions of all pictures, and with no more than 50 at full size', async () => {
  const viewer = site.tenant();
  const image = { content: png({ width: 9, height: 9 }), thumbnail: png({ width: 3, height: 3 }) };
  const add = async () => {
    const personId = await site.createPerson(viewer);
    await site.change(viewer, 'setPersonImage', 'person { id }', { personId, ...image });
  };
  for (let count = 0; count < 50; count += 1) await add();
  const ask = (field: string) => site.run(`{ people(first: 500) { nodes { image { ${field} } } } }`, { viewer });
  assert.equal((await ask('dataUrl')).data.people.nodes.length, 50);
  await add();
  const { errors } = await ask('dataUrl');
  assert.equal(errors?.[0]?.extensions?.['code'], 'QUERY_TOO_COMPLEX');
  const { data } = await ask('thumbnailDataUrl');
  assert.ok(data.people.nodes.every((node: { image: unknown }) => node.image));
});
