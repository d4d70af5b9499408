import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { MarkSender } from '../../features/musters/mark-sender.tsx';
import { DeviceKeeper } from '../../features/notification-preferences/devices/device-keeper.tsx';
import { NotificationBell } from '../../features/notifications/notification-bell.tsx';
import { Shell } from '../../features/shell/shell.tsx';
import { Unavailable } from '../../features/shell/unavailable.tsx';
import { currentViewer } from '../../graphql/current-viewer.ts';
import { LiveProvider } from '../../live/live-provider.tsx';
import { SettleAddress } from '../../live/settle-address.tsx';
import { ViewerProvider } from '../../live/viewer-provider.tsx';
import { LookAfterBreak } from '../../offline/look-after-break.tsx';
import { requestContext } from '../../server/request-context.ts';

/** Everything behind the sign-in. */
export default async function SignedInLayout({ children }: { readonly children: ReactNode }) {
  const answer = await currentViewer();
  if (answer.kind === 'refused' && answer.codes.includes('UNAUTHENTICATED')) redirect('/sign-in');
  if (answer.kind !== 'data') return <Unavailable />;
  const { viewer } = answer.data;
  const { deviceUrl, mapboxToken, basemapUrl } = requestContext();
  return (
    <ViewerProvider viewing={{ viewer, deviceUrl, mapboxToken, basemapUrl }}>
      <LiveProvider>
        <MarkSender />
        <DeviceKeeper />
        <LookAfterBreak />
        <SettleAddress />
        <Shell bell={<NotificationBell />}>{children}</Shell>
      </LiveProvider>
    </ViewerProvider>
  );
}
