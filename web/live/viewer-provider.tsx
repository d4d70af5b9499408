'use client';

import { NextIntlClientProvider, useLocale } from 'next-intl';
import { createContext, use, type ReactNode } from 'react';
import type { ViewerQuery } from '../__generated__/graphql.ts';
import { formatLocale } from '../i18n/format-locale.ts';

/** Who is signed in, and where. */
export interface Viewing {
  readonly viewer: ViewerQuery['viewer'];
  /** Address at which devices report, without a door and without a final slash. */
  readonly deviceUrl: string;
  /** Token for Mapbox maps, or null for the built-in map. */
  readonly mapboxToken: string | null;
  /** Address of the operator's basemap, or null for bare ground. */
  readonly basemapUrl: string | null;
}

const ViewingContext = createContext<Viewing | null>(null);

/** Tells the views below who is signed in; instants and numbers are shown in the tenant's time zone and format. */
export function ViewerProvider({ viewing, children }: { readonly viewing: Viewing; readonly children: ReactNode }) {
  const { locale, timeZone } = viewing.viewer.tenant;
  return (
    <ViewingContext value={viewing}>
      <NextIntlClientProvider locale={formatLocale(locale, useLocale())} timeZone={timeZone}>
        {children}
      </NextIntlClientProvider>
    </ViewingContext>
  );
}

/** Who is signed in. Fails outside of a ViewerProvider. */
export function useViewing(): Viewing {
  const viewing = use(ViewingContext);
  if (!viewing) throw new Error('useViewing needs a ViewerProvider above it');
  return viewing;
}

/** Whether the viewer holds a permission on at least one unit; what may not be done is not offered. */
export function useMay(permission: string): boolean {
  return useViewing().viewer.permissions.includes(permission);
}

/** Whether the viewer holds a permission on the whole tenant, as what belongs to no unit needs it: users, doors, settings, audit. */
export function useMayEverywhere(permission: string): boolean {
  return useViewing().viewer.tenantPermissions.includes(permission);
}
