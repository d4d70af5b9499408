import assert from 'node:assert/strict';
import { test } from 'node:test';
import { directionOf, languageFor, languageOf } from './languages.ts';

test('somebody’s own choice goes before what the browser asks for', () => {
  assert.equal(languageFor({ chosen: 'en', accepted: 'de-DE,de;q=0.9' }), 'en');
  assert.equal(languageFor({ chosen: 'de', accepted: 'en-GB' }), 'de');
  assert.equal(languageFor({ chosen: 'tlh', accepted: 'de' }), 'de');
});

test('the browser’s languages count by their quality, and none is taken that it refuses', () => {
  const ofBrowser = (accepted: string | null) => languageFor({ chosen: undefined, accepted });
  assert.equal(ofBrowser('de-AT,de;q=0.9,en;q=0.8'), 'de');
  assert.equal(ofBrowser('en;q=0.5, de;q=0.7'), 'de');
  assert.equal(ofBrowser('fr-FR,fr;q=0.9,de;q=0.2'), 'de');
  assert.equal(ofBrowser('de;q=0'), 'en');
  assert.equal(ofBrowser('fr'), 'en');
  assert.equal(ofBrowser('*'), 'en');
  assert.equal(ofBrowser('de;q=x'), 'en');
  assert.equal(ofBrowser(''), 'en');
  assert.equal(ofBrowser(null), 'en');
});

test('a tag with a region is of its language', () => {
  assert.equal(languageOf('DE-ch'), 'de');
  assert.equal(languageOf('den'), undefined);
});

test('lines run as the script does', () => {
  assert.equal(directionOf('de'), 'ltr');
  assert.equal(directionOf('ar'), 'rtl');
  assert.equal(directionOf('he'), 'rtl');
  assert.equal(directionOf('ur'), 'rtl');
});
