import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';
import type { IconName } from './icon.tsx';
import { SearchField } from './search-field.tsx';
import { SkeletonRows } from './skeleton.tsx';

/** What a list says in each of its states. */
export interface ListTexts {
  readonly loading: string;
  readonly failed: string;
  readonly retry: string;
  readonly emptyTitle: string;
  readonly emptyText: string;
  /** Said when the search finds nothing; null when it finds something. */
  readonly noMatch: string | null;
}

/** A page that is one list: title, search, action, and the list in whatever state it is. */
export function ListPage({
  title,
  count,
  search,
  action,
  state,
  texts,
  icon,
  onRetry,
  children,
}: {
  readonly title: string;
  /** How many there are, in words; null while unknown. */
  readonly count: string | null;
  readonly search: { readonly label: string; readonly value: string; readonly onChange: (value: string) => void };
  readonly action?: ReactNode;
  readonly state: 'loading' | 'failed' | 'empty' | 'rows';
  readonly texts: ListTexts;
  readonly icon: IconName;
  readonly onRetry: () => void;
  readonly children: ReactNode;
}) {
  return (
    <div className="mx-auto flex h-full max-w-7xl flex-col md:px-6 md:py-5">
      <div className="flex flex-wrap items-center gap-3 px-4 py-4 md:px-0 md:pt-0">
        <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
        <p role="status" className="me-auto text-sm text-muted tabular-nums">
          {count}
        </p>
        <div className="w-full sm:w-64">
          <SearchField
            label={search.label}
            placeholder={search.label}
            value={search.value}
            onChange={search.onChange}
          />
        </div>
        {action}
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain border-line max-md:border-t md:rounded-2xl md:border md:bg-surface">
        {state === 'loading' && <SkeletonRows rows={8} label={texts.loading} />}
        {state === 'failed' && (
          <EmptyState icon="warning" title={texts.failed} action={<Button onClick={onRetry}>{texts.retry}</Button>} />
        )}
        {state === 'empty' && (
          <EmptyState icon={icon} title={texts.emptyTitle} action={action}>
            {texts.emptyText}
          </EmptyState>
        )}
        {state === 'rows' && (texts.noMatch === null ? children : <EmptyState icon="search" title={texts.noMatch} />)}
      </div>
    </div>
  );
}
