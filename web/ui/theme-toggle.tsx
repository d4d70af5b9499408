'use client';

import { useTranslations } from 'next-intl';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './icon.tsx';
import type { ThemeChoice } from './theme-choice.ts';
import { chooseTheme, useThemeChoice } from './use-theme.ts';

const CHOICES: readonly { readonly choice: ThemeChoice; readonly icon: IconName }[] = [
  { choice: 'light', icon: 'sun' },
  { choice: 'dark', icon: 'moon' },
  { choice: 'system', icon: 'system' },
];

/** Light, dark, or as the system. */
export function ThemeToggle() {
  const t = useTranslations('theme');
  const chosen = useThemeChoice();
  return (
    <div role="group" aria-label={t('label')} className="flex rounded-lg border border-line bg-surface p-0.5">
      {CHOICES.map(({ choice, icon }) => (
        <button
          key={choice}
          type="button"
          aria-pressed={choice === chosen}
          aria-label={t(choice)}
          title={t(choice)}
          onClick={() => chooseTheme(choice)}
          className={classNames(
            'flex h-8 min-w-9 flex-1 items-center justify-center rounded-md',
            choice === chosen ? 'bg-accent-soft text-accent' : 'text-muted hover:text-text',
          )}
        >
          <Icon name={icon} size={16} />
        </button>
      ))}
    </div>
  );
}
