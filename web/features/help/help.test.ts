import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Token } from 'marked';
import { fittingHeadings } from './heading-index.ts';
import { linkTarget } from './markdown/link-target.ts';
import { outlineOf } from './markdown/outline.ts';
import { SHELF } from './shelf.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const read = (path: string) => readFile(join(ROOT, path), 'utf8');

test('headings have the anchors that links of the documents expect, each its own', () => {
  const { headings } = outlineOf(
    '# One\n\n## Who a `phone` is?\n\n## Again\n\n### Again\n\n```sh\n# no heading\n```\n',
  );
  assert.deepEqual(
    headings.map(({ depth, text, anchor }) => [depth, text, anchor]),
    [
      [1, 'One', 'one'],
      [2, 'Who a phone is?', 'who-a-phone-is'],
      [2, 'Again', 'again'],
      [3, 'Again', 'again-1'],
    ],
  );
});

test('a document is introduced by its first paragraph without marks', () => {
  assert.equal(
    outlineOf('# One\n\nWhat **it** is\nabout: `this`, [that](x.md).\n\nMore.').lead,
    'What it is about: this, that.',
  );
});

test('links lead to the page of a document wherever it is linked from, and others are told apart', () => {
  assert.deepEqual(linkTarget('../devices.md#tls', 'docs/guides/developer.md'), {
    kind: 'page',
    href: '/help/devices#tls',
  });
  assert.deepEqual(linkTarget('safety-officer.md', 'docs/guides/de/supervisor.md'), {
    kind: 'page',
    href: '/help/safety-officer',
  });
  assert.deepEqual(linkTarget('#live', 'docs/api.md'), { kind: 'page', href: '#live' });
  assert.deepEqual(linkTarget('../schema/__generated__/api.graphql', 'docs/api.md'), {
    kind: 'page',
    href: '/developers/schema',
  });
  assert.deepEqual(linkTarget('decisions/021-forgetting-positions.md', 'docs/operations.md'), {
    kind: 'file',
    path: 'docs/decisions/021-forgetting-positions.md',
  });
  assert.deepEqual(linkTarget('https://example.org', 'docs/api.md'), {
    kind: 'elsewhere',
    href: 'https://example.org',
  });
  assert.equal(linkTarget('javascript:alert(1)', 'docs/api.md').kind, 'file');
});

test('every document has a title, an introduction and links that lead to headings that exist', async () => {
  const anchors = new Map<string, Set<string>>();
  const paths = await allPaths();
  const documents = await Promise.all(paths.map(async (path) => ({ path, outline: outlineOf(await read(path)) })));
  for (const { path, outline } of documents) {
    assert.notEqual(outline.title, '', path);
    assert.notEqual(outline.lead, '', path);
    anchors.set(path, new Set(outline.headings.map(({ anchor }) => anchor)));
  }
  for (const { path, outline } of documents) {
    for (const href of hrefs(outline.blocks)) {
      const target = linkTarget(href, path);
      if (target.kind === 'file') assert.ok(existsSync(join(ROOT, target.path)), `${path} links to ${href}`);
      if (target.kind !== 'page' || !target.href.includes('#')) continue;
      const [page = '', anchor = ''] = decodeURI(target.href).split('#');
      const german = path.includes('/de/');
      const file = page === '' ? path : fileOf(page.replace('/help/', ''), german);
      assert.ok(anchors.get(file)?.has(anchor), `${path} links to ${href}, which ${file} does not have`);
    }
  }
});

test('guides exist in every language with the same parts', async () => {
  for (const { path, kind } of SHELF) {
    if (kind !== 'guide') continue;
    const shape = async (file: string) => outlineOf(await read(file)).headings.map(({ depth }) => depth);
    assert.deepEqual(await shape(path.replace('/guides/', '/guides/de/')), await shape(path), path);
  }
});

test('every guide is on the shelf', async () => {
  const shelved = new Set(SHELF.map(({ path }): string => path));
  for await (const path of glob('docs/guides/*.md', { cwd: ROOT })) assert.ok(shelved.has(path), path);
});

test('a search finds headings by all of its words, those that begin with it first', () => {
  const heading = (text: string, document: string) => ({
    href: `/help/${document}#${text}`,
    text,
    document,
    language: 'en',
  });
  const index = [heading('Open TLS', 'Devices'), heading('TLS', 'Devices'), heading('Limits', 'The API')];
  const found = (text: string) => fittingHeadings(index, text).map(({ text: each }) => each);
  assert.deepEqual(found('tls'), ['TLS', 'Open TLS']);
  assert.deepEqual(found('api lim'), ['Limits']);
  assert.deepEqual(found('tls limits'), []);
  assert.deepEqual(found('  '), []);
});

async function allPaths(): Promise<string[]> {
  const paths: string[] = SHELF.map(({ path }) => path);
  for await (const path of glob('docs/guides/de/*.md', { cwd: ROOT })) paths.push(path);
  return paths;
}

/** The file behind a page; a German guide leads to German ones. */
function fileOf(name: string, german: boolean): string {
  const document = SHELF.find((each) => each.name === name);
  if (!document) throw new Error(`there is no document ${name}`);
  return german && document.kind === 'guide' ? document.path.replace('/guides/', '/guides/de/') : document.path;
}

function hrefs(tokens: readonly Token[]): string[] {
  return tokens.flatMap((token) => {
    const own = token.type === 'link' ? [String(token['href'])] : [];
    const items: readonly Token[] = token.type === 'list' ? token['items'] : [];
    return [...own, ...hrefs('tokens' in token && token.tokens ? token.tokens : []), ...hrefs(items), ...cells(token)];
  });
}

function cells(token: Token): string[] {
  if (token.type !== 'table') return [];
  const rows: readonly { readonly tokens: readonly Token[] }[] = [...token['header'], ...token['rows'].flat()];
  return rows.flatMap((cell) => hrefs(cell.tokens));
}
