import type { ErrorCode } from '@trekker/kit';
import { publicError } from '../errors/public-error.ts';
import { RequestRefused } from '../errors/request-refused.ts';

/** A request that is wrong as HTTP, before its GraphQL is looked at. */
export class HttpRefused extends RequestRefused {
  readonly status: number;
  /** Response headers that tell what would be right. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, { code = 'QUERY_INVALID', headers = {} }: HttpRefusal = {}) {
    super([publicError(code, message)]);
    this.status = status;
    this.headers = headers;
  }
}

interface HttpRefusal {
  readonly code?: ErrorCode;
  readonly headers?: Readonly<Record<string, string>>;
}
