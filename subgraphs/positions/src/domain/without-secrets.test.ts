import assert from 'node:assert/strict';
import { test } from 'node:test';

import { MOST_RAW_BYTES, withoutSecrets } from './without-secrets.ts';

const shown = (text: string, known: readonly string[] = []) => withoutSecrets(Buffer.from(text), known).toString();

test('overwrites secrets of devices and leaves everything else where it was', () => {
  for (const [message, expected] of [
    ['id=7&notificationToken=abc-123&lat=52', 'id=7&notificationToken=*******&lat=52'],
    [
      '{"_type":"configuration","password":"hunter2","tid":"x"}',
      '{"_type":"configuration","password":"*******","tid":"x"}',
    ],
    ['{"Authorization": "Bearer xyz"}', '{"Authorization": "Bearer ***"}'],
    ['*HQ,123,V4,S33,654321,99#', '*HQ,123,V4,S33,******,**#'],
    ['*HQ,123,V4,S17,654321,164549,A,0956.3869,N#', '*HQ,123,V4,S17,******,164549,A,0956.3869,N#'],
    ['*HQ,123,SMS,begin123456#', '*HQ,123,SMS,***********#'],
    ['imei:1,password123456 654321;', 'imei:1,password*************;'],
    [
      '+RESP:GTALC,060228,135790246811220,secret,apn,pw,0001$',
      '+RESP:GTALC,060228,135790246811220,******,***,**,****$',
    ],
    ['Param ID:2003 Value:apn-password', 'Param ID:2003 Value:************'],
  ] as const) {
    assert.equal(shown(message), expected);
    assert.equal(shown(message).length, message.length);
  }
});

test('overwrites the token of the door, wherever it stands', () => {
  assert.equal(shown('id=7&x=T0ken_T0ken&y=T0ken', ['T0ken']), 'id=7&x=*****_*****&y=*****');
  assert.equal(shown('id=7', ['']), 'id=7');
});

test('leaves messages without secrets as they are', () => {
  for (const message of [
    '*HQ,4210051415,V1,164549,A,0956.3869,N,08406.7068,W,000.00,000,221215,FFFFFBFF#',
    'imei:359710049092324,tracker,151027025958,,F,235957.000,A,2429.5156,N,04424.5828,E,0.01,27.91,,0,0,,,;',
    '(088047365460BR00151024A2555.3531S02855.3329E004.7055148276.1701000000L00009AA3)',
    'id=7&lat=52.5&lon=13.4&timestamp=1700000000',
    '+RESP:GTFRI,060228,135790246811220,,0,0,1,1,4.3,92,70.0,121.354335,31.222073,20090214013254,,,,,,20090214093254,11F0$',
  ]) {
    assert.equal(shown(message), message);
  }
});

test('keeps the beginning of what is long, in little time whatever it holds', () => {
  assert.equal(withoutSecrets(new Uint8Array(9_000)).length, MOST_RAW_BYTES);
  const began = process.cpuUsage();
  for (const text of [
    '*HQ,1,V4,' + 'a,'.repeat(4_000),
    'password'.repeat(1_000),
    'token.'.repeat(2_000),
    'Param ID:1 Value:'.repeat(500),
  ]) {
    withoutSecrets(Buffer.from(text));
  }
  assert.ok(process.cpuUsage(began).user < 500_000);
});
