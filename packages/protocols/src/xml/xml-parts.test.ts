import assert from 'node:assert/strict';
import { test } from 'node:test';
import { XMLParser } from 'fast-xml-parser';
import * as fc from 'fast-check';
import { type XmlElement } from './xml-element.ts';
import { xmlParts } from './xml-parts.ts';
import { plainText, xmlText } from './xml-text.ts';

function elementOf(document: string): XmlElement {
  const [part, ...more] = [...xmlParts(document, new Set(['a']))];
  assert.equal(part?.kind, 'element', JSON.stringify(part));
  assert.deepEqual(more, []);
  return part.element;
}

function kindsOf(document: string): string[] {
  return [...xmlParts(document, new Set(['a']))].map((part) => {
    if (part.kind === 'broken') return `broken at ${part.at}: ${part.expected}`;
    return part.kind === 'element' ? `<${part.element.name}/>` : `${part.kind} ${part.name}`;
  });
}

test('gives begin and end of elements, and those that are wanted whole', () => {
  assert.deepEqual(kindsOf('<?xml version="1.0"?><r><p:b/><n:a><a/></n:a> text <!-- <a> --></r>\n'), [
    'open r',
    'open b',
    'close b',
    '<a/>',
    'close r',
  ]);
});

test('joins the text of an element without that of its children', () => {
  const { text, children, at } = elementOf(' <a>\n x &lt; <b>y</b><![CDATA[ <z> & ]]><!-- no -->w\n</a>');
  assert.deepEqual([text, at, children.map((child) => [child.name, child.text])], ['x <  <z> & w', 1, [['b', 'y']]]);
});

test('reads attributes without prefixes, with their references resolved', () => {
  const { attributes } = elementOf(`<a x = "1" p:y='&quot;"' z=""/>`);
  assert.deepEqual(
    [...attributes],
    [
      ['x', '1'],
      ['y', '""'],
      ['z', ''],
    ],
  );
});

for (const [document, where] of [
  ['', 'broken at 0: an element'],
  ['text', 'broken at 4: an element'],
  ['<a>', 'broken at 3: </a>'],
  ['<a', 'broken at 0: attributes in quotes, then >'],
  ['<a x="1" x=2/>', 'broken at 0: attributes in quotes, then >'],
  ['< a/>', 'broken at 0: the name of an element after <'],
  ['</a>', 'broken at 0: an element'],
  ['<a></b>', 'broken at 3: </a>'],
  ['<!DOCTYPE a><a/>', 'broken at 0: no document type'],
  ['<!-- <a/>', 'broken at 0: --> somewhere behind'],
] as const) {
  test(`says where ${JSON.stringify(document)} breaks`, () => assert.equal(kindsOf(document).at(-1), where));
}

test('writes text that it reads back, and other readers too', () => {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    htmlEntities: true,
    parseAttributeValue: false,
  });
  const text = fc
    .string({ unit: 'grapheme' })
    .filter((value) => !/(?![\t\n\r])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(value));
  fc.assert(
    fc.property(text, (value) => {
      assert.equal(plainText(xmlText(value)), value);
      assert.equal(elementOf(`<a x="${xmlText(value)}"/>`).attributes.get('x'), value);
      const { a } = parser.parse(`<a x="${xmlText(value)}"/>`);
      assert.equal(a.x.trim(), value.trim());
    }),
  );
});

test('writes what XML cannot say as the sign for that', () => {
  assert.equal(xmlText('a\0b\uD800c\uFFFE'), 'a\uFFFDb\uFFFDc\uFFFD');
});
