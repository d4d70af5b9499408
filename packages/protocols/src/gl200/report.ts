import { Unreadable } from '../unreadable.ts';

/** One text, `+RESP:GTFRI,<version>,<identifier>,<name>,…,<sent>,<count>$`, taken apart. */
export interface Gl200Report {
  readonly kind: 'RESP' | 'BUFF' | 'ACK';
  /** The three letters behind `GT`. */
  readonly type: string;
  /** Model and version of the protocol, in hexadecimal; empty where a very old device says none. */
  readonly version: string;
  /** IMEI, or MEID in hexadecimal. */
  readonly identifier: string;
  /** What stands between the identifier and the time of sending; the first is the name somebody gave the device. */
  readonly fields: readonly string[];
  /** `yyyyMMddHHmmss` by the clock that the device shows, often local; empty where it is missing. */
  readonly sent: string;
  /** Running number, four hexadecimal digits. */
  readonly count: string;
}

/** Takes a text apart. Throws `Unreadable`. */
export function parseGl200(text: string): Gl200Report {
  const [, kind, type = '', rest = ''] = REPORT.exec(text.replace(NUL_AT_END, '').trimEnd()) ?? [];
  if (kind === undefined) throw new Unreadable('head', text, '+RESP:GT, +BUFF:GT or +ACK:GT and three letters');
  const all = rest.split(',').map((field) => field.trim());
  const [version = '', identifier = '', ...others] = OLDEST.test(rest) ? ['', ...all] : all;
  return {
    kind: kind === 'ACK' || kind === 'BUFF' ? kind : 'RESP',
    type,
    version,
    identifier,
    ...readEnd(others),
  };
}

const REPORT = /^\+(RESP|BUFF|ACK):GT([A-Z0-9]{3}),([^$]*)\$?$/u;
/** A NUL is read as U+FFFD. */
const NUL_AT_END = /\uFFFD$/u;
/** The oldest models say no version: the IMEI comes first. */
const OLDEST = /^\d{15},/u;
const TIME = /^20\d{12}$/u;

/** The running number is last, but where another follows it. */
function readEnd(fields: readonly string[]): Pick<Gl200Report, 'fields' | 'sent' | 'count'> {
  const end = fields.findLastIndex((field) => TIME.test(field));
  if (end < 0) return { fields: fields.slice(0, -1), sent: '', count: fields.at(-1) ?? '' };
  return { fields: fields.slice(0, end), sent: fields[end] ?? '', count: fields[end + 1] ?? '' };
}

/** The model of a device: what stands in front of the four digits of the protocol's version. */
export function modelOf({ version }: Gl200Report): string {
  return version.slice(0, -4).toUpperCase();
}
