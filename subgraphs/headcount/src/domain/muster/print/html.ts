import { ageBetween, localTime } from './local-time.ts';
import type { Sheet, SheetGroup, SheetLine } from './sheet.ts';
import type { PrintWords } from './words/words.ts';

/** A page that needs nothing else, for black-and-white printers: one line per person with a box to tick. */
export function htmlOf(sheet: Sheet, words: PrintWords): string {
  const { mode, name, place, status, total, accounted, timeZone } = sheet;
  const title = escaped(words.title(mode, name));
  return `<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p>${escaped(place)} · ${words.statuses[status]} · ${words.started(time(sheet.startedAt, sheet))}</p>
<p><strong>${words.counted({ total, accounted, missing: total - accounted })}</strong></p>
<p>${words.printed(time(sheet.printedAt, sheet), escaped(timeZone))}</p>
</header>
${sheet.groups.map((group) => section(group, { sheet, words })).join('\n')}
</body>
</html>
`;
}

/** What is printed, in which words. */
interface Printing {
  readonly sheet: Sheet;
  readonly words: PrintWords;
}

const STYLE = `
@page { margin: 12mm; }
* { box-sizing: border-box; }
body { color: #000; background: #fff; font: 10pt/1.35 Arial, Helvetica, sans-serif; margin: 0; }
h1 { font-size: 15pt; margin: 0; }
header p { margin: 2pt 0; }
h2 { font-size: 12pt; margin: 12pt 0 3pt; break-after: avoid; }
table { border-collapse: collapse; width: 100%; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: 0.5pt solid #000; padding: 2pt 4pt; text-align: left; vertical-align: top; }
.box { font-size: 14pt; line-height: 1; text-align: center; width: 22pt; }
.missing td { font-weight: bold; }
`;

function section({ title, lines }: SheetGroup, printing: Printing): string {
  const { words } = printing;
  const missing = lines.filter(({ accounted, state }) => !accounted && state !== 'REMOVED').length;
  return `<section>
<h2>${escaped(words.group(title, { people: lines.length, missing }))}</h2>
<table>
<thead><tr><th class="box">✓</th>${words.columns.map((name) => `<th>${name}</th>`).join('')}</tr></thead>
<tbody>
${lines.map((line) => row(line, printing)).join('\n')}
</tbody>
</table>
</section>`;
}

function row(line: SheetLine, printing: Printing): string {
  const { accounted, state, personId } = line;
  const name = line.name ?? printing.words.unknownName(personId);
  const cells = [name, line.company, lastKnown(line, printing), line.ownStations, stateOf(line, printing)];
  const isMissing = !accounted && state !== 'REMOVED';
  const kind = isMissing ? ' class="missing"' : '';
  return `<tr${kind}><td class="box">${accounted ? '☑' : '☐'}</td>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`;
}

function lastKnown({ lastZone, silentSince, located }: SheetLine, { sheet, words }: Printing): string {
  const { printedAt, timeZone } = sheet;
  const place = lastZone || words.unknownPlace;
  const ago = (instant: number) => words.ago(localTime(instant, timeZone), ageBetween(instant, printedAt));
  const known = silentSince === null ? words.heardNow(place) : `${place}, ${ago(silentSince)}`;
  if (!located) return known;
  const { latitude, longitude, accuracyMeters, recordedAt, zone } = located;
  const accuracy = accuracyMeters === null ? '' : ` ± ${Math.ceil(accuracyMeters)} m`;
  const at = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}${accuracy}`;
  return `${known}; ${words.located({ ago: ago(recordedAt), at, zone })}`;
}

function stateOf({ state, by, since, station, origin }: SheetLine, { sheet, words }: Printing): string {
  const how = [station && words.atStation(station), by && words.basis[by], by && localTime(since, sheet.timeZone)];
  const came = origin === 'EXPECTED' || origin === 'REMOVED' ? '' : `(${words.origins[origin]})`;
  return [[words.states[state], ...how].filter((word) => word).join(', '), came].filter((word) => word).join(' ');
}

function time(instant: number, { timeZone }: Sheet): string {
  return `<time datetime="${new Date(instant).toISOString()}">${escaped(localTime(instant, timeZone))}</time>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
