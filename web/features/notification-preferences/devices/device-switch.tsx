import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Notice } from '../../../ui/notice.tsx';
import { Switch } from '../../../ui/switch.tsx';
import type { PushHindrance } from '../../../offline/push-device.ts';
import type { ThisDevice } from './use-this-device.ts';

/** Switches this device on or off, or says why it cannot be. Nothing is asked of the browser before it is pressed. */
export function DeviceSwitch({
  isOn,
  isOffered,
  here: { hindrance, failure, busy },
  onTurn,
}: {
  readonly isOn: boolean;
  /** Whether the installation tells devices at all. */
  readonly isOffered: boolean;
  readonly here: Pick<ThisDevice, 'hindrance' | 'failure' | 'busy'>;
  readonly onTurn: () => void;
}) {
  const t = useTranslations('notificationPreferences.devices');
  const id = useId();
  const isPossible = isOn || (isOffered && hindrance === null);
  return (
    <>
      <div className="flex items-center gap-4">
        <div className="min-w-0 flex-1">
          <p id={id} className="text-sm font-medium">
            {t('here')}
          </p>
          <p id={`${id}-hint`} className="text-sm text-pretty text-muted">
            {t('hint')}
          </p>
        </div>
        <Switch
          isOn={isOn}
          text={t(isOn ? 'on' : 'off')}
          aria-labelledby={id}
          aria-describedby={`${id}-hint`}
          disabled={busy || !isPossible}
          onClick={onTurn}
        />
      </div>
      <WhyNot isOffered={isOffered} hindrance={isOn ? null : (hindrance ?? null)} />
      {failure !== null && <Notice tone="danger">{failure || t('unreached')}</Notice>}
    </>
  );
}

function WhyNot({ isOffered, hindrance }: { readonly isOffered: boolean; readonly hindrance: PushHindrance | null }) {
  const t = useTranslations('notificationPreferences.devices');
  if (!isOffered) return <Notice tone="info">{t('notOffered')}</Notice>;
  return hindrance && <Notice tone="warning">{t(`hindrances.${hindrance}`)}</Notice>;
}
