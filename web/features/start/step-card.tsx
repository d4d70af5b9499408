import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { STEPS, type StepName, type StepState } from './start-steps.ts';

/** What every step is told of itself. */
export interface StepProps {
  readonly state: StepState;
  /** Whether it is the one to go on with. */
  readonly isNext: boolean;
  readonly skipped: boolean;
  readonly onSkip: (skipped: boolean) => void;
}

/** A step with how far it is; one that was skipped shows its heading only. */
export function StepCard({
  name,
  told,
  children,
  ...step
}: StepProps & {
  readonly name: StepName;
  /** What there is already, in words; null while it is not known. */
  readonly told: string | null;
  readonly children: ReactNode;
}) {
  const { state, isNext, skipped } = step;
  const done = state === 'done';
  return (
    <li
      aria-current={isNext ? 'step' : undefined}
      className={classNames(
        'flex gap-3 rounded-2xl border bg-surface p-4 md:gap-4 md:p-5',
        isNext ? 'border-accent' : 'border-line',
      )}
    >
      <span
        aria-hidden
        className={classNames(
          'flex size-8 shrink-0 items-center justify-center rounded-full text-sm font-semibold',
          done || isNext ? 'bg-accent text-accent-text' : 'bg-sunken text-muted',
        )}
      >
        {done ? <Icon name="check" size={18} /> : STEPS.indexOf(name) + 1}
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        <StepHeading name={name} step={step} />
        {told && <p className="text-sm">{told}</p>}
        {(!skipped || done) && children}
      </div>
    </li>
  );
}

const LOOKS: Readonly<Record<StepState, string>> = {
  unknown: 'text-muted',
  todo: 'text-muted',
  begun: 'text-idle',
  done: 'font-medium text-accent',
};

function StepHeading({
  name,
  step: { state, skipped, onSkip },
}: {
  readonly name: StepName;
  readonly step: StepProps;
}) {
  const t = useTranslations('start');
  const title = t(`steps.${name}.title`);
  const isOpen = state === 'todo' || state === 'begun';
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
      <h2 className="font-semibold">{title}</h2>
      <span className={classNames('me-auto text-sm', LOOKS[state])}>
        {t(`states.${skipped && isOpen ? 'skipped' : state}`)}
      </span>
      {isOpen && (
        <Button
          look="quiet"
          className="-me-2"
          aria-label={t(skipped ? 'takeUpNamed' : 'skipNamed', { step: title })}
          onClick={() => onSkip(!skipped)}
        >
          {t(skipped ? 'takeUp' : 'skip')}
        </Button>
      )}
    </div>
  );
}
