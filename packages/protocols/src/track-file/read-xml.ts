import { LineCounter } from '../text/line-counter.ts';
import { Unreadable } from '../unreadable.ts';
import { type XmlPart, xmlParts } from '../xml/xml-parts.ts';
import type { TrackCollector } from './track-collector.ts';

/** A step through an XML document that holds. */
type GoodPart = Exclude<XmlPart, { readonly kind: 'broken' }>;

/** How a format takes the parts of a document. */
export interface XmlFormat {
  /** Name of the outermost element. */
  readonly root: string;
  /** Names of the elements it wants whole. */
  readonly whole: ReadonlySet<string>;
  /** Makes what takes the parts one by one. */
  readonly reader: (collector: TrackCollector, lines: LineCounter) => (part: GoodPart) => void;
}

/** Reads an XML document up to its end or to where it breaks, as it does where a logger ran out of power. */
export function readXml(text: string, { root, whole, reader }: XmlFormat, collector: TrackCollector): void {
  const lines = new LineCounter(text);
  const take = reader(collector, lines);
  const breakOff = (at: number, expected: string) =>
    collector.breakOff(lines.lineOf(at), new Unreadable('file', text.slice(at, at + 100), `XML: ${expected}`));
  let begun = false;
  for (const part of xmlParts(text, whole)) {
    if (part.kind === 'broken') return breakOff(part.at, part.expected);
    if (!begun && !isOpening(part, root)) return breakOff(text.indexOf('<'), `<${root}> around everything`);
    begun = true;
    take(part);
  }
}

function isOpening(part: GoodPart, root: string): boolean {
  return part.kind === 'open' && part.name === root;
}
