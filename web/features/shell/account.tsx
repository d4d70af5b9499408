'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useViewing } from '../../live/viewer-provider.tsx';
import { forgetList } from '../../offline/kept-list.ts';
import { leaveDevice } from '../../offline/push-device.ts';
import { forgetKept } from '../../offline/registered-worker.ts';
import { Button } from '../../ui/button.tsx';
import { DensityToggle } from '../../ui/density-toggle.tsx';
import { Icon } from '../../ui/icon.tsx';
import { LanguageSelect } from '../../ui/language-select.tsx';
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
        className="flex min-w-0 items-center gap-3 rounded-full text-start xl:not-group-data-narrow/shell:px-1"
      >
        <span className="flex size-9 shrink-0 items-center justify-center rounded-full bg-accent-soft text-sm font-semibold text-accent">
          {initialsOf(name)}
        </span>
        <span className="truncate text-sm font-medium max-xl:sr-only xl:group-data-narrow/shell:sr-only">{name}</span>
      </button>
      <div
        id={id}
        popover="auto"
        className="fixed inset-auto m-0 w-64 rounded-xl border max-md:top-14 max-md:inset-e-3 max-md:mt-1 md:bottom-16 md:inset-s-3 border-line bg-raised p-4 text-text shadow-panel"
      >
        <p className="truncate font-semibold">{name}</p>
        <p className="mb-4 truncate text-sm text-muted">{tenant.name}</p>
        <div className="flex flex-col gap-3">
          <ThemeToggle />
          <DensityToggle />
          <LanguageSelect />
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
  // First what is kept, and what would tell whoever comes next: whatever notices the end of the session leaves the page.
  forgetList();
  await forgetKept().catch(() => null);
  await leaveDevice().catch(() => null);
  await fetch('/api/session', { method: 'DELETE' }).catch(() => null);
  location.assign('/sign-in');
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0] ?? '');
  return letters.join('').toLocaleUpperCase();
}
