import { LineCounter } from '../text/line-counter.ts';
import { Unreadable } from '../unreadable.ts';
import { type XmlPart, xmlParts } from '../xml/xml-parts.ts';
import type { TrackCollector } from './track-collector.ts';

/** A step through an XML document that holds. */
export type GoodPart = Exclude<XmlPart, { readonly kind: 'broken' }>;

/** How a format takes the parts of a document. */
export interface XmlFormat {
  /** Names of the elements it wants whole. */
  readonly whole: ReadonlySet<string>;
  /** Makes what takes the parts one by one. */
  readonly reader: (collector: TrackCollector, lines: LineCounter) => (part: GoodPart) => void;
}

/** Reads an XML document up to its end or to where it breaks, as it does where a logger ran out of power. */
export function readXml(text: string, { whole, reader }: XmlFormat, collector: TrackCollector): void {
  const lines = new LineCounter(text);
  const take = reader(collector, lines);
  for (const part of xmlParts(text, whole)) {
    if (part.kind !== 'broken') take(part);
    else {
      const found = text.slice(part.at, part.at + 100);
      collector.breakOff(lines.lineOf(part.at), new Unreadable('file', found, `XML: ${part.expected}`));
    }
  }
}
