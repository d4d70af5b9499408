'use client';

import { useMay } from '../../../live/viewer-provider.tsx';
import { ClaimedDevices } from './claimed-devices.tsx';
import { ListeningPorts } from './listening-ports.tsx';
import { UnknownIdentifiers } from './unknown-identifiers.tsx';

/** Devices nobody stands for yet, those that were claimed, and where devices are listened for. */
export function UnknownDevices() {
  const mayReadQuarantine = useMay('quarantine:read');
  return (
    <>
      {mayReadQuarantine && <UnknownIdentifiers />}
      <ClaimedDevices />
      <ListeningPorts />
    </>
  );
}
