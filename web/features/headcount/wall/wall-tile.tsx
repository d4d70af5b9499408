import { useTranslations } from 'next-intl';
import type { OccupancyLimitState } from '../../../__generated__/graphql.ts';
import { CountText } from '../../../live/headcount/count-text.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { Icon } from '../../../ui/icon.tsx';
import { ZoneMark } from '../../../ui/zone-mark.tsx';
import type { WallZone } from './wall-pages.ts';

/** Limits somebody in the hall should see, the gravest first. */
const TOLD: readonly OccupancyLimitState[] = ['EXCEEDED', 'BELOW', 'REACHED'];

/** A zone and how many are in it, to be read from afar. */
export function WallTile({ zone: { name, kind, count }, place }: WallZone) {
  const t = useTranslations('headcount.limit.states');
  const state = TOLD.find((each) => count?.limits.some((limit) => limit.state === each));
  return (
    <li
      className={classNames(
        'flex items-center gap-[calc(var(--wall)*2)] overflow-hidden rounded-[calc(var(--wall)*2)] border-[length:max(calc(var(--wall)*0.3),1px)] bg-surface px-[calc(var(--wall)*2.5)]',
        state === 'EXCEEDED' ? 'border-danger' : state ? 'border-idle' : 'border-line',
      )}
    >
      <div className="min-w-0 flex-1">
        <p className="line-clamp-2 text-[length:calc(var(--wall)*4.2)] leading-[1.15] font-medium wrap-anywhere hyphens-auto">
          {name}
        </p>
        {state ? (
          <p
            className={classNames(
              'flex items-center gap-[calc(var(--wall)*0.6)] text-[length:calc(var(--wall)*3)] font-semibold [&>svg]:size-[1em]',
              state === 'EXCEEDED' ? 'text-danger' : 'text-idle',
            )}
          >
            <Icon name="warning" />
            {t(state)}
          </p>
        ) : (
          <p className="flex items-center gap-[calc(var(--wall)*0.8)] text-[length:calc(var(--wall)*2.6)] text-muted [&>svg]:size-[1em]">
            <ZoneMark kind={kind} size={16} />
            <span className="truncate">{place}</span>
          </p>
        )}
      </div>
      <CountText
        count={count}
        className="text-[length:calc(var(--wall)*11)] leading-none font-semibold tracking-tight"
      />
    </li>
  );
}
