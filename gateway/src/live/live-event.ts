import type { PublicError } from '../errors/public-error.ts';
import { textOfString } from '../response/leaf-text.ts';
import { GAP, type WrittenResponse } from '../response/write-response.ts';
import type { EventHead, RecordHead } from './event-head.ts';
import type { LiveField } from './live-field.ts';

/** A record as it is told: its text wherever the caller selected the records, and what went wrong in it. */
export interface ToldRecord {
  readonly texts: readonly string[];
  readonly errors: readonly PublicError[];
}

/** What of an event is told to somebody. */
export interface ToldPart {
  readonly records: readonly ToldRecord[];
  readonly left: readonly string[];
}

/** Where in the path of an error stands the index of its record. */
const INDEX_IN_PATH = 2;

/** An event, resolved and written once for everybody. Who is told a part of it gets the same texts, put together anew. */
export class LiveEvent {
  readonly head: EventHead;
  /** Whether its records may be told apart from each other. */
  readonly isDivisible: boolean;
  readonly #written: WrittenResponse;
  readonly #left: string | null;
  #whole: Buffer | null = null;
  #told: readonly ToldRecord[] | null = null;

  constructor(field: LiveField, head: EventHead, written: WrittenResponse) {
    this.head = head;
    this.#written = written;
    this.#left = field.records?.left == null ? null : `${field.event.name}.${field.records.left}`;
    const lists = written.lists.filter(({ coordinate }) => coordinate !== this.#left);
    this.isDivisible = head.records !== null && lists.every(({ elements }) => elements.length === head.records?.length);
  }

  /** The coordinates of the lists that are to be written apart. */
  static apart({ event, records }: LiveField): ReadonlySet<string> {
    if (!records) return new Set();
    const names = records.left === null ? [records.field] : [records.field, records.left];
    return new Set(names.map((name) => `${event.name}.${name}`));
  }

  /** About how much memory it takes, in bytes. */
  get weight(): number {
    return this.#written.data.length + this.#written.lists.reduce((sum, { elements }) => sum + lengthOf(elements), 0);
  }

  /** Everything, shared by all who are told everything. */
  whole(): Buffer {
    return (this.#whole ??= this.part({ records: this.records(), left: this.head.left }));
  }

  /** Its records in the order of `head.records`. */
  records(): readonly ToldRecord[] {
    return (this.#told ??= this.#tellRecords());
  }

  /** A part of it as a GraphQL response. */
  part({ records, left }: ToldPart): Buffer {
    const { data, lists, errors } = this.#written;
    if (lists.length === 0) return Buffer.from(response(data, errors));
    const [start = '', ...between] = data.split(GAP);
    let text = start;
    let slot = 0;
    for (const [index, { coordinate, elements }] of lists.entries()) {
      if (coordinate === this.#left) text += list(left.map(textOfString));
      else if (this.isDivisible) text += list(atSlot(records, slot++));
      else text += list(elements);
      text += between[index] ?? '';
    }
    return Buffer.from(response(text, this.#errorsOf(records)));
  }

  #errorsOf(records: readonly ToldRecord[]): readonly PublicError[] {
    const { errors } = this.#written;
    if (!this.isDivisible) return errors;
    if (errors.length === 0 && records.every((record) => record.errors.length === 0)) return errors;
    const moved = records.flatMap((record, index) =>
      record.errors.map((error) => ({ ...error, path: error.path?.with(INDEX_IN_PATH, index) ?? [] })),
    );
    return [...errors.filter((error) => this.#recordOf(error) === null), ...moved];
  }

  #tellRecords(): ToldRecord[] {
    const { lists, errors } = this.#written;
    const slots = lists.filter(({ coordinate }) => coordinate !== this.#left);
    return (this.head.records ?? []).map((_: RecordHead, index) => ({
      texts: slots.map(({ elements }) => elements[index] ?? 'null'),
      errors: errors.length === 0 ? errors : errors.filter((error) => this.#recordOf(error) === index),
    }));
  }

  /** The index of the record in which an error lies, or null. */
  #recordOf({ path }: PublicError): number | null {
    const index = path?.[INDEX_IN_PATH];
    return typeof index === 'number' ? index : null;
  }
}

function* atSlot(records: readonly ToldRecord[], slot: number): Generator<string> {
  for (const { texts } of records) yield texts[slot] ?? 'null';
}

function list(elements: Iterable<string>): string {
  let text = '';
  for (const element of elements) text += text === '' ? `[${element}` : `,${element}`;
  return text === '' ? '[]' : `${text}]`;
}

function response(data: string, errors: readonly PublicError[]): string {
  return errors.length === 0 ? `{"data":${data}}` : `{"errors":${JSON.stringify(errors)},"data":${data}}`;
}

function lengthOf(texts: readonly string[]): number {
  let sum = 0;
  for (const text of texts) sum += text.length;
  return sum;
}
