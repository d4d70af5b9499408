import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import type { ServicesQuery } from '../../__generated__/graphql.ts';
import { SERVICES } from './documents.graphql.ts';

/** How often services are asked. */
const EVERY_MS = 5_000;

/** The last answer of all services, asked for again and again. */
export interface ServicesNow {
  /** Undefined until the first answer. */
  readonly services: ServicesQuery | undefined;
  /** When it came, Unix milliseconds of this machine. */
  readonly at: number | null;
  /** Whether nobody answers at all, not even for the services. */
  readonly failing: boolean;
}

/** Asks all services again and again. An answer in which some are missing counts: it says who is silent. */
export function useServices(): ServicesNow {
  const [{ data, error, fetching }, execute] = useQuery({ query: SERVICES, requestPolicy: 'network-only' });
  const [last, setLast] = useState<{ readonly services: ServicesQuery; readonly at: number } | null>(null);
  const [failing, setFailing] = useState(false);
  useEffect(() => {
    if (fetching) return undefined;
    setFailing(Boolean(error?.networkError) || !data);
    if (data && !error?.networkError) setLast({ services: data, at: Date.now() });
    const timer = setTimeout(() => execute({ requestPolicy: 'network-only' }), EVERY_MS);
    return () => clearTimeout(timer);
  }, [fetching, data, error, execute]);
  return { services: last?.services, at: last?.at ?? null, failing };
}
