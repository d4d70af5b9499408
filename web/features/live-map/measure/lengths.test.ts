import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { areaIn, lengthIn, unitsOfLocale } from './lengths.ts';

suite('lengths and areas', () => {
  test('are metric but where people use feet', () => {
    assert.deepEqual(['de-DE', 'en-GB', 'fr', 'en-US', 'en', 'my'].map(unitsOfLocale), [
      'metric',
      'metric',
      'metric',
      'imperial',
      'imperial',
      'imperial',
    ]);
  });

  test('are told in the unit that suits them', () => {
    assert.deepEqual(lengthIn('metric', 12.34), { value: 12.34, unit: 'meter', digits: 1 });
    assert.deepEqual(lengthIn('metric', 999), { value: 999, unit: 'meter', digits: 0 });
    assert.deepEqual(lengthIn('metric', 1_500), { value: 1.5, unit: 'kilometer', digits: 2 });
    assert.deepEqual(lengthIn('imperial', 1_609.344), { value: 1, unit: 'mile', digits: 2 });
    assert.deepEqual(lengthIn('imperial', 304.8), { value: 1_000, unit: 'foot', digits: 0 });
    assert.deepEqual(areaIn('metric', 9_999).unit, 'squareMeter');
    assert.deepEqual(areaIn('metric', 25_000), { value: 2.5, unit: 'hectare', digits: 2 });
    assert.deepEqual(areaIn('metric', 3_000_000), { value: 3, unit: 'squareKilometer', digits: 2 });
    const acre = areaIn('imperial', 4_046.8564224 * 2);
    assert.equal(acre.unit, 'acre');
    assert.ok(Math.abs(acre.value - 2) < 1e-9);
    assert.equal(areaIn('imperial', 100).unit, 'squareFoot');
    assert.equal(areaIn('imperial', 2_589_988.110336).unit, 'squareMile');
  });
});
