'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useViewing } from '../../live/viewer-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ThemeToggle } from '../../ui/theme-toggle.tsx';

/** Who is signed in, the look of the product, and the way out. */
export function Account() {
  const t = useTranslations('nav');
  const { user, tenant } = useViewing().viewer;
  const id = useId();
  const name = user?.name ?? tenant.name;
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-label={`${t('account')}: ${t('signedInAs', { name, tenant: tenant.name })}`}
        className="flex size-9 items-center justify-center rounded-full bg-accent-soft text-sm font-semibold text-accent"
      >
        {initialsOf(name)}
      </button>
      <div
        id={id}
        popover="auto"
        className="fixed inset-auto top-14 right-3 m-0 mt-1 w-64 rounded-xl border border-line bg-raised p-4 text-text shadow-panel"
      >
        <p className="truncate font-semibold">{name}</p>
        <p className="mb-4 truncate text-sm text-muted">{tenant.name}</p>
        <div className="flex flex-col gap-3">
          <ThemeToggle />
          <Button onClick={() => void signOut()}>
            <Icon name="sign-out" size={16} />
            {t('signOut')}
          </Button>
        </div>
      </div>
    </>
  );
}

async function signOut(): Promise<void> {
  await fetch('/api/session', { method: 'DELETE' }).catch(() => null);
  location.assign('/sign-in');
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0] ?? '');
  return letters.join('').toLocaleUpperCase();
}
