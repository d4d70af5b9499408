import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textOfFile } from './file-text.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** UTF-16 with the lower byte first, or last. */
function utf16(text: string, bigEndian = false): Uint8Array {
  const bytes = new Uint8Array(2 * text.length);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at++) view.setUint16(2 * at, text.charCodeAt(at), !bigEndian);
  return bytes;
}

const NAME = '<gpx>Šárka ő</gpx>';

test('leaves out the byte order mark of UTF-8, of bytes and of text', () => {
  assert.equal(textOfFile(utf8(`\uFEFF${NAME}`)), NAME);
  assert.equal(textOfFile(`\uFEFF${NAME}`), NAME);
  assert.equal(textOfFile(NAME), NAME);
});

test('takes a file that does not say for UTF-8, and for Windows-1252 where it is none', () => {
  assert.equal(textOfFile(utf8(NAME)), NAME);
  assert.equal(textOfFile(latin1('<gpx>caf\u00E9 \u0080</gpx>')), '<gpx>café €</gpx>');
});

test('reads UTF-16 with and without a mark, in either order of bytes', () => {
  for (const bigEndian of [false, true]) {
    assert.equal(textOfFile(utf16(`\uFEFF${NAME}`, bigEndian)), NAME);
    assert.equal(textOfFile(utf16(NAME, bigEndian)), NAME);
  }
});

test('reads the encoding of an XML declaration', () => {
  const text = '<?xml version="1.0" encoding="ISO-8859-2"?><gpx>\u00B9</gpx>';
  assert.match(textOfFile(latin1(text)), /<gpx>š</);
});

test('does not believe a declaration that cannot be true', () => {
  for (const encoding of ['UTF-16', 'no-such-encoding']) {
    const text = `<?xml version="1.0" encoding="${encoding}"?>${NAME}`;
    assert.equal(textOfFile(utf8(text)), text);
  }
  const text = '<?xml version="1.0" encoding="UTF-8"?><gpx>caf\u00E9</gpx>';
  assert.match(textOfFile(latin1(text)), /café/);
});

test('reads an empty file', () => {
  assert.equal(textOfFile(new Uint8Array()), '');
  assert.equal(textOfFile(Uint8Array.of(0x41)), 'A');
});
