import type { Decoded } from './decoded.ts';

/** What the device of a message calls itself; null where the message does not say. */
export function identifierOf(decoded: Decoded): string | null {
  switch (decoded.kind) {
    case 'fix':
      return decoded.fix.identifier;
    case 'region':
      return decoded.report.identifier;
    case 'heartbeat':
    case 'unsupported':
    case 'malformed':
      return decoded.identifier;
  }
}
