import type { ReactNode } from 'react';
import { DevicesFrame } from '../../../features/devices/devices-frame.tsx';

export default function DevicesLayout({ children }: { readonly children: ReactNode }) {
  return <DevicesFrame>{children}</DevicesFrame>;
}
