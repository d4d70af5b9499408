'use client';

import { useEffect, useRef } from 'react';
import { useLinkStatus } from '../live/live-provider.tsx';
import { lookForNewVersion } from './registered-worker.ts';

/** A server that went away and came back may be a newer one: looks as soon as the connection stands again. */
export function LookAfterBreak() {
  const { kind } = useLinkStatus();
  const broke = useRef(false);
  useEffect(() => {
    if (kind === 'reconnecting' || kind === 'offline') broke.current = true;
    if (kind !== 'live' || !broke.current) return;
    broke.current = false;
    void lookForNewVersion();
  }, [kind]);
  return null;
}
