import assert from 'node:assert/strict';
import { test } from 'node:test';

import { safeParse } from 'valibot';

import { recordedValue } from './recorded.ts';
import { isSettingKey, SETTING_KEYS, SETTINGS, settingValues, type SettingKey } from './settings.ts';

const TENANT = { name: 'Works', timeZone: 'Europe/Berlin' };
const PNG = Buffer.from('89504e470d0a1a0a0000000d', 'hex');
const JPEG = Buffer.from('ffd8ffe000104a464946', 'hex');
const WEBP = Buffer.concat([Buffer.from('RIFF\x10\0\0\0WEBPVP8 ', 'latin1'), Buffer.alloc(8)]);

function dataUrl(mediaType: string, bytes: Buffer): string {
  return `data:${mediaType};base64,${bytes.toString('base64')}`;
}
/** The value that is kept, or undefined when the text is refused. */
function kept(key: SettingKey, text: string): string | undefined {
  const result = safeParse(SETTINGS[key].schema, text);
  return result.success ? result.output : undefined;
}

test('takes names, IANA zones, language tags and colours in one form each', () => {
  const good: [SettingKey, string, string][] = [
    ['name', ' Works North ', 'Works North'],
    ['timeZone', ' America/Argentina/Ushuaia', 'America/Argentina/Ushuaia'],
    ['locale', 'DE-at', 'de-AT'],
    ['locale', 'zh-hant-tw', 'zh-Hant-TW'],
    ['brandColor', '#1F6FEB', '#1f6feb'],
    ['brandColor', '', ''],
  ];
  for (const [key, text, value] of good) assert.equal(kept(key, text), value, text);
});

test('refuses what is none', () => {
  const bad: [SettingKey, string][] = [
    ['name', ''],
    ['name', 'x'.repeat(101)],
    ['name', 'a\0b'],
    ['timeZone', ''],
    ['timeZone', 'Mars/Olympus'],
    ['timeZone', 'x'.repeat(50_000)],
    ['locale', ''],
    ['locale', 'english'],
    ['locale', 'tlh-Latn'],
    ['locale', `de-${'x-abcdefgh-'.repeat(50)}`],
    ['brandColor', 'red'],
    ['brandColor', '#fff'],
    ['brandColor', '#1f6feb;'],
  ];
  for (const [key, text] of bad) assert.equal(kept(key, text), undefined, `${key} ${text.slice(0, 40)}`);
});

test('takes images whose bytes are of the type they say, up to 64 KiB', () => {
  const whole = (bytes: Buffer, size: number) => Buffer.concat([bytes, Buffer.alloc(size - bytes.length, 7)]);
  const good = [
    '',
    dataUrl('image/png', PNG),
    dataUrl('image/jpeg', JPEG),
    dataUrl('image/webp', WEBP),
    dataUrl('image/png', whole(PNG, 65_536)),
  ];
  for (const url of good) assert.equal(kept('brandLogo', url), url);
  const bad = [
    dataUrl('image/png', whole(PNG, 65_537)),
    dataUrl('image/png', JPEG),
    dataUrl('image/jpeg', WEBP),
    dataUrl('image/webp', Buffer.from('RIFF\x10\0\0\0WAVEfmt ', 'latin1')),
    dataUrl('image/svg+xml', Buffer.from('<svg onload="alert(1)"/>')),
    dataUrl('image/gif', Buffer.from('GIF89a')),
    dataUrl('constructor/name', PNG),
    dataUrl('image/png', Buffer.alloc(0)),
    `${dataUrl('image/png', PNG)}" onerror="alert(1)`,
    `data:image/png,${PNG.toString('latin1')}`,
    dataUrl('image/png', Buffer.from('89504e470d0a1a0a0000', 'hex')).replace(/A==$/, 'B=='),
    'https://example.com/logo.png',
  ];
  for (const url of bad) assert.equal(kept('brandLogo', url), undefined, url.slice(0, 60));
});

test('gives each setting what was set, or what the tenant was created with', () => {
  const defaults = {
    name: 'Works',
    timeZone: 'Europe/Berlin',
    locale: 'en-GB',
    brandColor: '',
    brandLogo: '',
    connectedWithinSeconds: '',
    idleWithinSeconds: '',
    keepPositionsDays: '',
  };
  assert.deepEqual(settingValues(TENANT, new Map()), defaults);
  const stored = new Map([
    ['timeZone', 'Asia/Tokyo'],
    ['gone', 'x'],
  ]);
  assert.deepEqual(settingValues(TENANT, stored), { ...defaults, timeZone: 'Asia/Tokyo' });
  assert.deepEqual(SETTING_KEYS, Object.keys(defaults));
  for (const key of SETTING_KEYS) assert.notEqual(kept(key, SETTINGS[key].defaultOf(TENANT)), undefined, key);
});

test('takes whole seconds up to a week, or none', () => {
  const seconds = ['', '1', ' 0090 ', '604800'].map((text) => kept('idleWithinSeconds', text));
  assert.deepEqual(seconds, ['', '1', '90', '604800']);
  const bad = ['0', '-1', '1.5', '1e3', '604801', '9999999999', 'soon'];
  for (const text of bad) assert.equal(kept('idleWithinSeconds', text), undefined, text);
});

test('takes days that a phone may be offline at least, and none for ever', () => {
  const days = ['', '7', ' 0090 ', '36500'].map((text) => kept('keepPositionsDays', text));
  assert.deepEqual(days, ['', '7', '90', '36500']);
  for (const text of ['0', '6', '36501', '-7', '7.5', '1e3', 'ever', '9999999999'])
    assert.equal(kept('keepPositionsDays', text), undefined, text);
});

test('knows settings by their own names alone', () => {
  assert.deepEqual(['name', 'constructor', '__proto__', ''].map(isSettingKey), [true, false, false, false]);
});

test('records an image by its hash and everything else as it is', () => {
  assert.match(recordedValue('brandLogo', dataUrl('image/png', PNG)), /^sha256:[0-9a-f]{64}$/);
  assert.equal(recordedValue('brandLogo', ''), '');
  assert.equal(recordedValue('brandColor', '#1f6feb'), '#1f6feb');
});
