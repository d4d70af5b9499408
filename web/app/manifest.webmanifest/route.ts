import { getLocale, getTranslations } from 'next-intl/server';
import { cookies } from 'next/headers';
import { directionOf } from '../../i18n/languages.ts';
import { THEME_COOKIE, themeChoiceOf } from '../../ui/theme-choice.ts';
import { FRAME_COLORS, GROUND_COLORS } from '../../ui/theme-colors.ts';

/** What a browser needs to install the product, in the language and look of who asks (W3C Web Application Manifest). */
export async function GET(): Promise<Response> {
  const theme = themeChoiceOf((await cookies()).get(THEME_COOKIE)?.value);
  const locale = await getLocale();
  const t = await getTranslations();
  const look = theme === 'dark' ? 'dark' : 'light';
  const shortcut = (name: 'map' | 'headcount' | 'musters') => ({
    name: t(`nav.${name}`),
    url: `/${name}`,
    icons: [icon('any', 96)],
  });
  const manifest = {
    id: '/',
    start_url: '/',
    scope: '/',
    name: t('app.name'),
    short_name: t('app.name'),
    description: t('app.description'),
    lang: locale,
    dir: directionOf(locale),
    display: 'standalone',
    theme_color: FRAME_COLORS[look],
    background_color: GROUND_COLORS[look],
    icons: [icon('any', 192), icon('any', 512), icon('maskable', 192), icon('maskable', 512)],
    shortcuts: [shortcut('map'), shortcut('headcount'), shortcut('musters')],
  };
  return Response.json(manifest, {
    headers: {
      'content-type': 'application/manifest+json',
      'cache-control': 'no-cache',
      vary: 'cookie, accept-language',
    },
  });
}

function icon(purpose: 'any' | 'maskable', size: number) {
  return { src: `/icons/${purpose}-${size}.png`, sizes: `${size}x${size}`, type: 'image/png', purpose };
}
