import { useFormatter, useTranslations } from 'next-intl';
import type { MusterState } from '../../__generated__/graphql.ts';
import { Icon } from '../../ui/icon.tsx';
import type { CheckedIn } from './use-check-in.ts';

/** Who checked in while the page was open, the last first. */
export function CheckedInList({ done }: { readonly done: readonly CheckedIn[] }) {
  const t = useTranslations();
  const format = useFormatter();
  return (
    <div role="status">
      {done.length > 0 && (
        <ol aria-label={t('checkIn.done')} className="flex flex-col gap-2">
          {done.map(({ key, name, at, state }) => (
            <li key={key} className="flex items-center gap-3 rounded-xl border border-line bg-surface px-4 py-3">
              <span className={isThere(state) ? 'text-connected' : 'text-idle'}>
                <Icon name={isThere(state) ? 'check' : 'warning'} />
              </span>
              <span className="min-w-0 flex-1">
                <span className="block font-semibold">{name}</span>
                <span className="block text-sm text-muted">
                  {state ? t(`musters.states.${state}`) : t('checkIn.isIn')}
                </span>
              </span>
              <span className="text-sm text-muted tabular-nums">{format.dateTime(at, { timeStyle: 'short' })}</span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

/** Whether nothing more is to be done: a station that is not theirs, or an injury, is for a warden. */
function isThere(state: MusterState | null): boolean {
  return state === null || state === 'SAFE';
}
