import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { BoardPerson } from '../board.ts';
import { csvOf } from './csv.ts';
import { htmlOf } from './html.ts';
import { ageBetween, localTime } from './local-time.ts';
import { sheetOf, type Grouping } from './sheet.ts';
import { PRINT_WORDS, type PrintWords } from './words/words.ts';

const NOON = Date.parse('2026-11-20T12:00:00Z');
const MINUTE = 60_000;

function personOf(changes: Partial<BoardPerson>): BoardPerson {
  return {
    personId: 'p1',
    state: 'UNACCOUNTED',
    by: null,
    since: NOON,
    stationId: null,
    origin: 'EXPECTED',
    leftAt: null,
    zoneId: 'hall',
    personVisitId: null,
    silentSince: null,
    trackerId: null,
    carriedUntil: null,
    listedFrom: NOON,
    departureZoneId: 'hall',
    unitId: 'u1',
    companyId: 'u1',
    expectedAtStart: true,
    toldVisits: 0,
    ...changes,
  };
}

const NAMES: Readonly<Record<string, string>> = {
  p1: 'Ada <script>alert("1")</script> & Söhne',
  p2: '=HYPERLINK("http://x")',
  p3: 'Cleo',
  u1: 'O\'Neill, "Sons"',
  hall: 'Hall <1>',
  east: 'East',
};

const LOCATED = {
  positionId: 'AZ-x',
  trackerId: 't1',
  latitude: 51.1234567,
  longitude: -3.5,
  accuracyMeters: 11.2,
  recordedAt: NOON + 7 * MINUTE,
  zoneId: 'hall',
  ageMs: 3 * MINUTE,
};

function sheet(groupBy: Grouping = 'COMPANY', words: PrintWords = PRINT_WORDS.EN) {
  const people = [
    personOf({ silentSince: NOON - 130 * MINUTE }),
    personOf({ personId: 'p2', state: 'SAFE', by: 'ZONE', since: NOON + 5 * MINUTE, stationId: 'east' }),
    personOf({ personId: 'p3', companyId: null, zoneId: null, silentSince: NOON }),
    personOf({ personId: 'p4', state: 'REMOVED', origin: 'REMOVED' }),
  ];
  return sheetOf({
    head: {
      name: 'Fire & smoke',
      mode: 'LIVE',
      status: 'RUNNING',
      place: 'Works',
      startedAt: NOON,
      printedAt: NOON + 10 * MINUTE,
      timeZone: 'Europe/Berlin',
    },
    people,
    ownStations: (personId) => (personId === 'p1' ? ['east'] : []),
    located: new Map([['p1', LOCATED]]),
    names: {
      person: (id) => NAMES[id] ?? null,
      unit: (id) => NAMES[id ?? ''] ?? '',
      zone: (id) => NAMES[id ?? ''] ?? '',
    },
    groupBy,
    words,
  });
}

test('a printed list holds everybody, by company and name, and last who had left before', () => {
  const { groups, total, accounted } = sheet();
  assert.deepEqual([total, accounted], [3, 1]);
  assert.deepEqual(
    groups.map(({ title, lines }) => [title, lines.map(({ personId }) => personId)]),
    [
      ['No company', ['p3']],
      ['O\'Neill, "Sons"', ['p2', 'p1']],
      ['Left before the start', ['p4']],
    ],
  );
  assert.deepEqual(
    sheet('STATION').groups.map(({ title }) => title),
    ['East', 'No station of their own', 'No station of their own, last in Hall <1>', 'Left before the start'],
  );
});

test('a page has a line with a box for each, the instant and zone of the site, and lets no text become markup', () => {
  const html = htmlOf(sheet(), PRINT_WORDS.EN);
  assert.equal(html.match(/<td class="box">☐<\/td>/g)?.length, 3);
  assert.equal(html.match(/<td class="box">☑<\/td>/g)?.length, 1);
  assert.ok(html.includes('Ada &lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; Söhne'));
  assert.ok(!html.includes('<script'));
  assert.ok(html.includes('Fire &amp; smoke') && html.includes('O&#39;Neill'));
  assert.ok(html.includes('Printed <time datetime="2026-11-20T12:10:00.000Z">2026-11-20 13:10</time> (Europe/Berlin)'));
  const located = 'located 2026-11-20 13:07 (3 min ago) at 51.12346, -3.50000 ± 12 m in Hall &lt;1&gt;';
  assert.ok(html.includes(`Hall &lt;1&gt;, 2026-11-20 10:50 (2 h 20 min ago); ${located}<`));
  assert.ok(html.includes('Name not known here (p4)'));
  assert.ok(html.includes('<strong>3 people, 1 accounted for, 2 missing</strong>'));
  assert.ok(!/https?:|src=|@import|url\(/.test(html.replaceAll(/=HYPERLINK\([^)]*\)/g, '')), 'it needs nothing else');
});

test('a page speaks the language it is asked for, and lets no text become markup in it either', () => {
  const html = htmlOf(sheet('STATION', PRINT_WORDS.DE), PRINT_WORDS.DE);
  assert.ok(html.includes('<html lang="de">') && html.includes('<h1>Ernstfall: Fire &amp; smoke</h1>'));
  assert.ok(html.includes('<strong>3 Personen, 1 erfasst, 2 vermisst</strong>'));
  assert.ok(html.includes('Kein eigener Sammelplatz, zuletzt in Hall &lt;1&gt; (1, davon vermisst 0)'));
  assert.ok(html.includes('In Sicherheit, bei East, von einem Tracker gesehen, 2026-11-20 13:05'));
  assert.ok(html.lastIndexOf('Vor dem Beginn gegangen') > html.lastIndexOf('<h2>Kein eigener'), 'they come last');
  assert.doesNotMatch(html, /Safe|Printed|accounted/);
});

test('values are quoted, and nothing in them becomes a formula', () => {
  const lines = csvOf(sheet()).split('\r\n');
  assert.equal(lines.length, 6);
  assert.ok(lines[2]?.startsWith(`"O'Neill, ""Sons""","'=HYPERLINK(""http://x"")",p2,`), lines[2]);
  assert.ok(lines[3]?.includes('"Ada <script>alert(""1"")</script> & Söhne"'));
  const located = 'AZ-x,51.1234567,-3.5000000,11.2,2026-11-20 13:07,Hall <1>';
  assert.ok(lines[3]?.endsWith(`2026-11-20 10:50,2026-11-20 13:10,Europe/Berlin,${located}`), lines[3]);
  assert.ok(lines[1]?.endsWith('Europe/Berlin,,,,,,'));
});

test('instants and ages are written as people on site read them', () => {
  assert.equal(localTime(NOON, 'America/New_York'), '2026-11-20 07:00');
  assert.deepEqual(
    [59_999, 61 * MINUTE, 26 * 60 * MINUTE, -5].map((ms) => ageBetween(NOON, NOON + ms)),
    ['0 min', '1 h 1 min', '1 d 2 h', '0 min'],
  );
});
