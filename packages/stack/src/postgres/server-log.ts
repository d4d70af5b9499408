import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Logger } from '@trekker/kit';

/** How many of the last lines are kept for the message of a failed start. */
const KEPT_LINES = 20;

/** Turns what the server writes into lines of our log; returns the last lines, kept up to date. */
export function followServerLog(stderr: Readable, log: Logger): readonly string[] {
  const last: string[] = [];
  createInterface({ input: stderr }).on('line', (line) => {
    last.push(line);
    if (last.length > KEPT_LINES) last.shift();
    const { level, text, ...bindings } = parseServerLine(line);
    log[level](bindings, text);
  });
  return last;
}

/** One line of the server's log. */
export interface ServerLine {
  readonly level: 'debug' | 'warn' | 'error';
  readonly text: string;
  /** Process that wrote it, when it said so. */
  readonly pid?: number;
  /** SQLSTATE, five characters, `00000` for none. */
  readonly sqlState?: string;
}

/** Reads a line of the form `log_line_prefix` = `%p %e `; anything else stays as it is. */
export function parseServerLine(line: string): ServerLine {
  const match = /^(\d+) (\w{5}) ([A-Z]+\d?):\s+(.*)$/.exec(line);
  if (!match) return { level: 'debug', text: line };
  const [, pid, sqlState = '', severity = '', text = ''] = match;
  return { level: levelOf({ severity, sqlState, text }), text, pid: Number(pid), sqlState };
}

/** 57P01 to 57P03: sessions that end, or do not begin, because the server stops or starts. */
const ORDERLY = new Set(['57P01', '57P02', '57P03']);

function levelOf({
  severity,
  sqlState,
  text,
}: {
  severity: string;
  sqlState: string;
  text: string;
}): ServerLine['level'] {
  if (ORDERLY.has(sqlState)) return 'debug';
  switch (severity) {
    case 'WARNING':
    case 'ERROR':
    case 'FATAL': // the end of one session, not of the server
      return 'warn';
    case 'PANIC':
      return 'error';
    default:
      return /was terminated by|could not|corrupt/.test(text) ? 'warn' : 'debug';
  }
}
