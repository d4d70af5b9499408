'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { ServiceRowFragment } from '../../__generated__/graphql.ts';
import { useNow } from '../../live/live-provider.tsx';
import { SinceText } from '../../live/since-text.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { serviceState, type ServiceState } from './service-state.ts';
import { useServices } from './use-services.ts';

const SERVICE_NAMES = ['positions', 'geofences', 'headcount', 'timesheets', 'trackers', 'tenancy'] as const;

/** Every service: whether it answers, since when it runs, and how far what it derives is behind. */
export function ServicesPanel() {
  const t = useTranslations('systemStatus');
  const { services, at, failing } = useServices();
  return (
    <Panel title={t('services.title')} note={at === null ? null : <Freshness at={at} />}>
      {failing && (
        <div className="mb-3">
          <Notice tone="warning">{t('nobodyAnswers')}</Notice>
        </div>
      )}
      {!services && !failing && <SkeletonRows rows={6} label={t('loading')} />}
      {services && (
        <ul className={failing ? 'flex flex-col opacity-60' : 'flex flex-col'}>
          {SERVICE_NAMES.map((name) => (
            <li key={name} className="border-line py-2.5 not-first:border-t">
              <ServiceRow name={t(`services.names.${name}`)} service={services[`${name}Service`] ?? null} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Freshness({ at }: { readonly at: number }) {
  const t = useTranslations('systemStatus');
  const seconds = Math.max(0, Math.round((useNow() - at) / 1_000));
  return <span className="text-sm text-muted tabular-nums">{t('asked', { seconds })}</span>;
}

function ServiceRow({ name, service }: { readonly name: string; readonly service: ServiceRowFragment | null }) {
  const t = useTranslations('systemStatus');
  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-0 flex-1 basis-48 font-medium">{name}</span>
        <StateText state={serviceState(service)} />
      </div>
      {service && (
        <details className="text-sm">
          <summary className="text-muted">
            {t('services.version', { version: service.version })} ·{' '}
            {t.rich('services.started', { since: () => <SinceText instant={Date.parse(service.startedAt)} /> })}
          </summary>
          <Projections service={service} />
        </details>
      )}
    </div>
  );
}

function StateText({ state }: { readonly state: ServiceState }) {
  const t = useTranslations('systemStatus.states');
  const text = useBehindText();
  if (state.kind === 'silent')
    return (
      <span className="inline-flex items-center gap-1.5 text-sm font-medium text-danger">
        <Icon name="silent" size={16} />
        {t('silent')}
      </span>
    );
  if (state.kind === 'behind')
    return (
      <span className="inline-flex items-center gap-1.5 text-sm font-medium text-idle">
        <Icon name="clock" size={16} />
        {text(state.seconds)}
      </span>
    );
  return (
    <span className="inline-flex items-center gap-1.5 text-sm font-medium text-connected">
      <Icon name="check" size={16} />
      {t('current')}
    </span>
  );
}

function Projections({ service }: { readonly service: ServiceRowFragment }) {
  const t = useTranslations('systemStatus');
  const text = useBehindText();
  return (
    <ul aria-label={t('services.projections')} className="mt-2 grid gap-x-6 gap-y-1 sm:grid-cols-2">
      {service.projections.map(({ name, waitingSince, behindSeconds }) => (
        <li key={name} className="flex justify-between gap-3">
          <code className="min-w-0 truncate text-[0.8125rem]">{name}</code>
          <span className="shrink-0 text-muted tabular-nums">
            {waitingSince === null ? t('states.current') : text(behindSeconds)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** How far something is behind, in words. */
function useBehindText(): (seconds: number) => string {
  const t = useTranslations('systemStatus.states');
  const format = useFormatter();
  return (seconds) => {
    const [value, unit] =
      seconds < 120 ? [Math.ceil(seconds), 'second' as const] : [Math.round(seconds / 60), 'minute' as const];
    return t('behind', { time: format.number(value, { style: 'unit', unit, unitDisplay: 'short' }) });
  };
}
