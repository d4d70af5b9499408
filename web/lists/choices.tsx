import type { ReactNode } from 'react';
import { classNames } from '../ui/class-names.ts';

/** One of the values of a filter of several. */
export interface Choice<Value extends string> {
  readonly value: Value;
  readonly name: string;
  readonly mark?: ReactNode;
  /** How many there are, or undefined when that is not known. */
  readonly count?: number | undefined;
}

/** A filter of several values, each of which can be switched on and off; none on means all. */
export function Choices<Value extends string>({
  label,
  choices,
  chosen,
  onChange,
}: {
  readonly label: string;
  readonly choices: readonly Choice<Value>[];
  readonly chosen: readonly Value[];
  readonly onChange: (chosen: readonly Value[]) => void;
}) {
  return (
    <div role="group" aria-label={label} className="flex gap-1 max-lg:w-full max-lg:flex-wrap">
      {choices.map(({ value, name, mark, count }) => {
        const on = chosen.includes(value);
        return (
          <button
            key={value}
            type="button"
            aria-pressed={on}
            onClick={() => onChange(on ? chosen.filter((other) => other !== value) : [...chosen, value])}
            className={classNames(
              'flex min-h-10 items-center justify-center gap-1.5 rounded-lg border px-2.5 text-sm tabular-nums max-lg:flex-1',
              on ? 'border-accent bg-accent-soft font-medium' : 'border-line bg-surface hover:bg-sunken',
            )}
          >
            {mark}
            <span>{name}</span>
            {count !== undefined && <span className="text-muted">{count}</span>}
          </button>
        );
      })}
    </div>
  );
}
