import { getTranslations } from 'next-intl/server';
import { headers } from 'next/headers';
import Link from 'next/link';
import { EmptyState } from '../ui/empty-state.tsx';

/** Rendered per request, like every page, because its scripts carry the nonce of the answer. */
export default async function NotFound() {
  await headers();
  const t = await getTranslations('failure.notFound');
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <EmptyState
        icon="map"
        title={t('title')}
        action={
          <Link href="/" className="font-medium text-accent underline underline-offset-4">
            {t('home')}
          </Link>
        }
      >
        {t('text')}
      </EmptyState>
    </main>
  );
}
