import type { IncomingMessage } from 'node:http';

import type { Decoded } from '@trekker/protocols';

import type { Receipt } from '../../actions/take-in.ts';
import { becameOf } from '../../actions/became-of.ts';
import type { RawLog } from '../raw-log.ts';
import type { Addressed } from './find-door.ts';

/** A message of a phone or program, and what it is answered. */
interface Said {
  readonly protocol: 'osmand' | 'owntracks' | 'positions';
  readonly identifier: string;
  readonly body: string;
  readonly receivedAt: number;
  readonly parts: readonly { readonly decoded: Decoded; readonly receipt: Receipt | undefined }[];
  /** Status and body as text. */
  readonly answer: string;
}

/** Keeps a message as it came by HTTP. */
export function noteRaw(
  rawLog: RawLog,
  { request, addressed: { tenantId, token } }: { request: IncomingMessage; addressed: Addressed },
  { protocol, identifier, body, receivedAt, parts, answer }: Said,
): void {
  rawLog.note({
    tenantId,
    identifier,
    protocol,
    transport: 'HTTP',
    remoteAddress: request.socket.remoteAddress ?? '',
    topic: null,
    receivedAt,
    bytes: Buffer.from(body),
    answer: Buffer.from(answer),
    became: becameOf(parts),
    secrets: token === null ? [] : [token],
  });
}
