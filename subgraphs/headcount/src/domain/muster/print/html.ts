import { ageBetween, localTime } from './local-time.ts';
import type { Sheet, SheetGroup, SheetLine } from './sheet.ts';

/** A page that needs nothing else, for black-and-white printers: one line per person with a box to tick. */
export function htmlOf(sheet: Sheet): string {
  const title = `${sheet.mode} muster: ${sheet.name}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${escaped(title)}</h1>
<p>${escaped(sheet.place)} · ${escaped(sheet.status)} · started ${time(sheet.startedAt, sheet)}</p>
<p><strong>${sheet.total} people, ${sheet.accounted} accounted for, ${sheet.total - sheet.accounted} missing</strong></p>
<p>Printed ${time(sheet.printedAt, sheet)} (${escaped(sheet.timeZone)})</p>
</header>
${sheet.groups.map((group) => section(group, sheet)).join('\n')}
</body>
</html>
`;
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

function section({ title, lines }: SheetGroup, sheet: Sheet): string {
  const missing = lines.filter(({ accounted, state }) => !accounted && state !== 'REMOVED').length;
  return `<section>
<h2>${escaped(title)} (${lines.length}, ${missing} missing)</h2>
<table>
<thead><tr><th class="box">✓</th><th>Name</th><th>Company</th><th>Last known</th><th>Own station</th><th>State</th></tr></thead>
<tbody>
${lines.map((line) => row(line, sheet)).join('\n')}
</tbody>
</table>
</section>`;
}

function row(line: SheetLine, sheet: Sheet): string {
  const { accounted, state } = line;
  const cells = [nameOf(line), line.company, lastKnown(line, sheet), line.ownStations, stateOf(line, sheet)];
  const isMissing = !accounted && state !== 'REMOVED';
  const kind = isMissing ? ' class="missing"' : '';
  return `<tr${kind}><td class="box">${accounted ? '☑' : '☐'}</td>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`;
}

function nameOf({ name, personId }: SheetLine): string {
  return name ?? `Name not known here (${personId})`;
}

function lastKnown({ lastZone, silentSince, located }: SheetLine, { printedAt, timeZone }: Sheet): string {
  const place = lastZone || 'unknown';
  const ago = (instant: number) => `${localTime(instant, timeZone)} (${ageBetween(instant, printedAt)} ago)`;
  const known = silentSince === null ? `${place}, heard now` : `${place}, ${ago(silentSince)}`;
  if (!located) return known;
  const { latitude, longitude, accuracyMeters, recordedAt, zone } = located;
  const accuracy = accuracyMeters === null ? '' : ` ± ${Math.ceil(accuracyMeters)} m`;
  const where = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}${accuracy}${zone && ` in ${zone}`}`;
  return `${known}; located ${ago(recordedAt)} at ${where}`;
}

function stateOf({ state, by, since, station, origin }: SheetLine, { timeZone }: Sheet): string {
  const words = [
    state.replace('_', ' '),
    station && `at ${station}`,
    by && `by ${by}`,
    by && localTime(since, timeZone),
  ];
  const came = origin === 'EXPECTED' || origin === 'REMOVED' ? '' : `(${origin.replace('_', ' ')})`;
  return [...words, came].filter((word) => word).join(' ');
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
