import type { Metadata, Viewport } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getTranslations } from 'next-intl/server';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { directionOf } from '../i18n/languages.ts';
import { NewVersion } from '../offline/new-version.tsx';
import { requestContext } from '../server/request-context.ts';
import { THEME_COOKIE, themeChoiceOf } from '../ui/theme-choice.ts';
import { FRAME_COLORS } from '../ui/theme-colors.ts';
import '@fontsource-variable/inter/wght.css';
import './globals.css';

/** Name and description of the product in the browser's chrome. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('app');
  return { title: { default: t('name'), template: `%s · ${t('name')}` }, description: t('description') };
}

/** The frame of the browser takes the look that somebody chose, or that of the system. */
export async function generateViewport(): Promise<Viewport> {
  const theme = themeChoiceOf((await cookies()).get(THEME_COOKIE)?.value);
  const bySystem = (['light', 'dark'] as const).map((look) => ({
    media: `(prefers-color-scheme: ${look})`,
    color: FRAME_COLORS[look],
  }));
  return {
    width: 'device-width',
    initialScale: 1,
    viewportFit: 'cover',
    themeColor: theme === 'system' ? bySystem : FRAME_COLORS[theme],
  };
}

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const theme = themeChoiceOf((await cookies()).get(THEME_COOKIE)?.value);
  const locale = await getLocale();
  const { build } = requestContext();
  return (
    <html lang={locale} dir={directionOf(locale)} data-theme={theme === 'system' ? undefined : theme}>
      <head>
        {/* With cookies, because the manifest speaks the language that somebody chose. */}
        <link rel="manifest" href="/manifest.webmanifest" crossOrigin="use-credentials" />
      </head>
      <body>
        <NextIntlClientProvider>
          {children}
          {build !== null && <NewVersion build={build} />}
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
