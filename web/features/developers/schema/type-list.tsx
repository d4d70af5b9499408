'use client';

import { useTranslations } from 'next-intl';
import { classNames } from '../../../ui/class-names.ts';
import { GROUPS, type TypeDocs } from './type-docs.ts';

/** Names of types in their groups, one of them shown. */
export function TypeList({
  types,
  shown,
  onShow,
}: {
  readonly types: readonly TypeDocs[];
  readonly shown: string;
  readonly onShow: (name: string) => void;
}) {
  const t = useTranslations('developers.schema');
  return (
    <nav
      aria-label={t('types')}
      className="max-h-56 overflow-y-auto overscroll-contain rounded-2xl border border-line bg-surface p-2 md:max-h-[70dvh]"
    >
      {types.length === 0 && <p className="p-3 text-sm text-muted">{t('none')}</p>}
      {GROUPS.map((group) => {
        const names = types.filter((type) => type.group === group).map(({ name }) => name);
        if (!names.length) return null;
        return (
          <section key={group} aria-label={t(`groups.${group}`)}>
            <h2 className="px-2 pt-2 pb-1 text-xs font-medium text-muted">{t(`groups.${group}`)}</h2>
            <ul>
              {names.map((name) => (
                <li key={name}>
                  <button
                    type="button"
                    aria-current={name === shown ? 'true' : undefined}
                    onClick={() => onShow(name)}
                    className={classNames(
                      'w-full truncate rounded-md px-2 py-1 text-start font-mono text-[0.8125rem]',
                      name === shown ? 'bg-accent-soft text-accent' : 'hover:bg-sunken',
                    )}
                  >
                    {name}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </nav>
  );
}
