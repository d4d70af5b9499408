import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMayEverywhere, useViewing } from '../../../live/viewer-provider.tsx';
import type { MapZone } from '../../../map/features/zone-features.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { textOf } from '../../../ui/form-text.ts';
import { LinkButton } from '../../../ui/link-button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useSimulator, WALKERS, type Simulation, type Simulator as Simulating } from './use-simulator.ts';

/** How to see something move without a phone: with one click, or by a command of the product. */
export function Simulator() {
  const t = useTranslations('start.simulator');
  const [open, setOpen] = useState(false);
  const mayFeed = useMayEverywhere('feeds:write');
  const mayAdd = useMayEverywhere('trackers:write');
  return (
    <details className="rounded-lg bg-sunken px-3 py-2 text-sm" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="cursor-pointer font-medium">{t('title')}</summary>
      {open && (
        <div className="flex flex-col gap-4 pt-2">
          {mayFeed && mayAdd && <OneClick />}
          <Command />
        </div>
      )}
    </details>
  );
}

/** The switch, once it is known whether it is on. */
function OneClick() {
  const t = useTranslations('start.simulator');
  const { running, zones, failed, switchOn, switchOff } = useSimulator();
  if (failed) return <Notice tone="warning">{t('failed')}</Notice>;
  if (running === undefined || zones === undefined) return <SkeletonRows rows={2} label={t('loading')} />;
  return running ? (
    <SwitchOff running={running} switchOff={switchOff} />
  ) : (
    <SwitchOn zones={zones} switchOn={switchOn} />
  );
}

const FIELDS = ['simulation'] as const;

function SwitchOn({
  zones,
  switchOn,
}: {
  readonly zones: readonly MapZone[];
  readonly switchOn: Simulating['switchOn'];
}) {
  const t = useTranslations('start.simulator');
  const form = useForm(FIELDS, (entered) => switchOn(textOf(entered, 'zone')), {
    NAME_TAKEN: () => t('nameTaken'),
  });
  const general = form.problemOf(null) ?? form.problemOf('simulation');
  if (!zones.length) return <p className="text-muted">{t('noZone')}</p>;
  return (
    <form ref={form.ref} onSubmit={form.onSubmit} className="flex flex-col items-start gap-3">
      <p>{t('text', { walkers: WALKERS })}</p>
      {general && <Notice tone="danger">{general}</Notice>}
      <SelectField name="zone" label={t('zone')}>
        {zones.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <Button type="submit" disabled={form.busy}>
        {form.busy ? t('switchingOn') : t('switchOn')}
      </Button>
    </form>
  );
}

const NO_FIELDS: readonly never[] = [];

function SwitchOff({
  running: { id, walkers, intervalSeconds },
  switchOff,
}: {
  readonly running: Simulation;
  readonly switchOff: Simulating['switchOff'];
}) {
  const t = useTranslations('start.simulator');
  const form = useForm(NO_FIELDS, () => switchOff(id));
  const general = form.problemOf(null);
  return (
    <form ref={form.ref} onSubmit={form.onSubmit} className="flex flex-col items-start gap-3">
      {general && <Notice tone="danger">{general}</Notice>}
      <Notice tone="success">{t('running', { walkers, seconds: intervalSeconds })}</Notice>
      <div className="flex flex-wrap gap-2">
        <LinkButton href="/map">{t('map')}</LinkButton>
        <Button type="submit" disabled={form.busy}>
          {t('switchOff')}
        </Button>
      </div>
      <p className="text-muted">{t('stay')}</p>
    </form>
  );
}

/** A whole terminal of made-up people and vehicles, for whoever runs the installation. */
function Command() {
  const t = useTranslations('start.simulator');
  const { deviceUrl } = useViewing();
  return (
    <div className="flex flex-col gap-2">
      <p>{t('command.text')}</p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keys */}
      <pre tabIndex={0} aria-label={t('command.name')} className="overflow-x-auto rounded-md bg-surface p-2.5 text-xs">
        {`npm run simulate -- --url ${deviceUrl}/i/<${t('command.token')}>/`}
      </pre>
      <p className="text-muted">{t('command.unknown')}</p>
      <div className="flex flex-wrap gap-2">
        <LinkButton href="/devices">{t('command.devices')}</LinkButton>
        <LinkButton href="/settings">{t('command.doors')}</LinkButton>
      </div>
    </div>
  );
}
