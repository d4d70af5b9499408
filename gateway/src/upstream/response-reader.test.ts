import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BadResponse, ResponseReader, type UpstreamResponse } from './response-reader.ts';

const JSON_HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';
const LENGTH = `${JSON_HEAD}Content-Length: 10\r\n\r\n{"a":"é"`;
const CHUNKED = `${JSON_HEAD}Transfer-Encoding: chunked\r\n\r\n4;x=y\r\n{"a"\r\n5\r\n:"é"\r\n1\r\n}\r\n0\r\nx-trailer: 1\r\n\r\n`;

/** Reads a text in pieces of so many bytes, all in one buffer that is used again and again. */
function readIn(pieceBytes: number, text: string, reader = new ResponseReader(1_000)): UpstreamResponse[] {
  const all = Buffer.from(text);
  const shared = Buffer.alloc(pieceBytes);
  const found: UpstreamResponse[] = [];
  for (let from = 0; from < all.length; from += pieceBytes) {
    const size = all.copy(shared, 0, from, from + pieceBytes);
    const response = reader.read(shared.subarray(0, size));
    if (response) found.push(response);
  }
  return found;
}

describe('reading responses', () => {
  for (const pieceBytes of [1, 2, 3, 7, 1_000]) {
    test(`gives the same in pieces of ${pieceBytes} bytes, with length and in chunks`, () => {
      const expected = [{ status: 200, body: '{"a":"é"}', isJson: true }];
      const withLength = `${JSON_HEAD}Content-Length: 10\r\n\r\n{"a":"é"}`;
      assert.deepEqual(readIn(pieceBytes, withLength), expected);
      assert.deepEqual(readIn(pieceBytes, CHUNKED), expected);
      assert.deepEqual(readIn(pieceBytes, `HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n${withLength}`), expected);
    });
  }

  test('gives one after another on a connection that stays open', () => {
    const reader = new ResponseReader(1_000);
    assert.equal(readIn(5, CHUNKED, reader).length, 1);
    assert.equal(reader.hasBegun, false);
    assert.equal(readIn(5, `${JSON_HEAD}Content-Length: 2\r\n\r\n{}`, reader)[0]?.body, '{}');
    assert.equal(reader.isReusable, true);
  });

  for (const [why, text] of [
    ['says it closes', `${JSON_HEAD}Connection: close\r\nContent-Length: 2\r\n\r\n{}`],
    ['is of HTTP/1.0', `HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n{}`],
    ['is followed by bytes nobody asked for', `${JSON_HEAD}Content-Length: 2\r\n\r\n{}HTTP/1.1 200 OK`],
  ] as const) {
    test(`makes no further use of a connection whose response ${why}`, () => {
      const reader = new ResponseReader(1_000);
      assert.equal(readIn(1_000, text, reader)[0]?.body, '{}');
      assert.equal(reader.isReusable, false);
    });
  }

  test('takes the end of the connection for the end of a body without length, and for the loss of another', () => {
    const untilEnd = new ResponseReader(1_000);
    assert.deepEqual(readIn(4, `${JSON_HEAD}\r\n{"a":1}`, untilEnd), []);
    assert.deepEqual(untilEnd.end(), { status: 200, body: '{"a":1}', isJson: true });
    const half = new ResponseReader(1_000);
    readIn(4, LENGTH, half);
    assert.throws(() => half.end(), BadResponse);
    assert.equal(new ResponseReader(1_000).end(), null);
  });

  test('tells JSON by its media type', () => {
    const of = (type: string) =>
      readIn(1_000, `HTTP/1.1 502 x\r\ncontent-type: ${type}\r\ncontent-length: 0\r\n\r\n`)[0];
    assert.equal(of('application/graphql-response+json; charset=utf-8')?.isJson, true);
    assert.deepEqual(of('text/html; x=application/json'), { status: 502, body: '', isJson: false });
    assert.equal(readIn(1_000, 'HTTP/1.1 204 No Content\r\n\r\n')[0]?.status, 204);
  });

  for (const [what, text] of [
    ['another protocol', 'SSH-2.0-OpenSSH\r\n\r\n'],
    ['two lengths', `${JSON_HEAD}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`],
    ['a length and chunks', `${JSON_HEAD}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}`],
    ['a length that is no number', `${JSON_HEAD}Content-Length: -2\r\n\r\n{}`],
    ['an unknown encoding of transfer', `${JSON_HEAD}Transfer-Encoding: gzip, chunked\r\n\r\n{}`],
    ['a compressed body', `${JSON_HEAD}Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}`],
    ['a switch of protocols', 'HTTP/1.1 101 Switching Protocols\r\nupgrade: h2c\r\n\r\n'],
    ['a chunk that is longer than it says', `${JSON_HEAD}Transfer-Encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n`],
    ['a chunk whose size is no number', `${JSON_HEAD}Transfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n`],
    ['a body beyond the limit', `${JSON_HEAD}Content-Length: 1001\r\n\r\n`],
    [
      'chunks beyond the limit',
      `${JSON_HEAD}Transfer-Encoding: chunked\r\n\r\n3e9\r\n${'x'.repeat(1_001)}\r\n0\r\n\r\n`,
    ],
    ['a header without end', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(70_000)}`],
  ] as const) {
    test(`fails on ${what}`, () => assert.throws(() => readIn(16_384, text), BadResponse));
  }
});
