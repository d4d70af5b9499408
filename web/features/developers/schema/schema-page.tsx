'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useEffect, useState } from 'react';
import { textIn } from '../../../lists/address.ts';
import { useAddress } from '../../../lists/use-address.ts';
import { useSearchText } from '../../../lists/use-search-text.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { loadSchema } from './load-schema.ts';
import { fittingTypes, type TypeDocs } from './type-docs.ts';
import { TypeList } from './type-list.tsx';
import { TypePanel } from './type-panel.tsx';

/** Every type of the API with what it means, as the API itself tells. */
export function SchemaPage() {
  const t = useTranslations('developers.schema');
  const address = useAddress();
  const [text, setText] = useSearchText(address);
  const { types, failed, retry } = useSchema();
  const shown = textIn(address.parameters, 'type') ?? 'Query';
  const show = (type: string) => address.change({ type });
  return (
    <div className="h-full overflow-y-auto overscroll-contain">
      <div className="mx-auto flex max-w-6xl flex-col gap-4 p-4 md:px-6 md:py-5">
        <Link
          href="/developers"
          className="inline-flex items-center gap-1 self-start rounded-md text-sm text-muted hover:text-text"
        >
          <span className="rotate-180">
            <Icon name="chevron" size={14} />
          </span>
          {t('back')}
        </Link>
        <h1 className="text-xl font-semibold tracking-tight">{t('title')}</h1>
        <SearchField label={t('search')} placeholder={t('search')} value={text} onChange={setText} />
        {failed && (
          <EmptyState icon="warning" title={t('failed')} action={<Button onClick={retry}>{t('retry')}</Button>} />
        )}
        {!types && !failed && <SkeletonRows rows={8} label={t('loading')} />}
        {types && (
          <div className="grid items-start gap-4 md:grid-cols-[15rem_minmax(0,1fr)]">
            <TypeList types={fittingTypes(types, text)} shown={shown} onShow={show} />
            <TypePanel type={types.find(({ name }) => name === shown)} text={text} onShow={show} />
          </div>
        )}
      </div>
    </div>
  );
}

function useSchema() {
  const [types, setTypes] = useState<readonly TypeDocs[] | null>(null);
  const [failed, setFailed] = useState(false);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let gone = false;
    loadSchema().then(
      (loaded) => gone || setTypes(loaded),
      () => gone || setFailed(true),
    );
    return () => {
      gone = true;
    };
  }, [tries]);
  const retry = () => {
    setFailed(false);
    setTries(tries + 1);
  };
  return { types, failed, retry };
}
