import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownTracksConfiguration, ownTracksLink } from './owntracks-link.ts';

const DOOR = { deviceUrl: 'https://site.example', token: 'secret/of+the=door' };

/** The configuration as an app gets it: the parameter unescaped, base64 undone, UTF-8 read, JSON parsed. */
function open(link: string): unknown {
  const inline = new URL(link).searchParams.get('inline');
  assert.ok(inline);
  return JSON.parse(Buffer.from(inline, 'base64').toString('utf8'));
}

test('OwnTracks reads its whole configuration out of the link', () => {
  assert.deepEqual(open(ownTracksLink(DOOR, 'phone-7')), ownTracksConfiguration(DOOR, 'phone-7'));
  const { url, mode, username, deviceId, tid } = ownTracksConfiguration(DOOR, 'phone-7');
  assert.equal(url, 'https://site.example/i/secret%2Fof%2Bthe%3Ddoor/owntracks');
  assert.deepEqual([mode, username, deviceId, tid], [3, 'phone-7', 'phone-7', 'e7']);
});

test('an identifier of two parts is the device of a user, any other stands for both', () => {
  const pair = (identifier: string) => {
    const { username, deviceId } = ownTracksConfiguration(DOOR, identifier);
    return [username, deviceId];
  };
  assert.deepEqual(pair('jane/phone'), ['jane', 'phone']);
  for (const identifier of ['phone', 'a/b/c', '/phone', 'phone/']) {
    assert.deepEqual(pair(identifier), [identifier, identifier]);
  }
});

test('the app gets two letters or digits for its own map whatever the identifier', () => {
  const tid = (identifier: string) => ownTracksConfiguration(DOOR, identifier).tid;
  assert.deepEqual(['356938035643809', 'jane/phone', 'ü-7', '漢字'].map(tid), ['09', 'ne', '07', '00']);
});

test('letters of every script survive', () => {
  assert.deepEqual(open(ownTracksLink(DOOR, 'grüße-漢字')), ownTracksConfiguration(DOOR, 'grüße-漢字'));
});

test('nothing in the link can be mistaken for another part of an address', () => {
  for (let length = 1; length < 40; length++) {
    assert.match(ownTracksLink(DOOR, 'ÿ?'.repeat(length)), /^owntracks:\/\/\/config\?inline=[\w%]+$/);
  }
});
