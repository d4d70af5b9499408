import type { ConnectionStatus } from '../__generated__/graphql.ts';
import { classNames } from './class-names.ts';

const COLOURS: Readonly<Record<ConnectionStatus, string>> = {
  CONNECTED: 'text-connected',
  IDLE: 'text-idle',
  DISCONNECTED: 'text-disconnected',
};

/** The mark of a connection status as on the map: full, ring with a dot, ring with a cross. Its word stands beside it. */
export function StatusMark({ status, size = 14 }: { readonly status: ConnectionStatus; readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 14 14"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      aria-hidden
      className={classNames('shrink-0', COLOURS[status])}
    >
      {status === 'CONNECTED' ? (
        <circle cx="7" cy="7" r="6" fill="currentColor" strokeWidth={0} />
      ) : (
        <circle cx="7" cy="7" r="5.5" />
      )}
      {status === 'IDLE' && <circle cx="7" cy="7" r="2" fill="currentColor" strokeWidth={0} />}
      {status === 'DISCONNECTED' && <path d="m5.2 5.2 3.6 3.6m0-3.6L5.2 8.8" strokeWidth={1.5} />}
    </svg>
  );
}
