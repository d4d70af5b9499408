'use client';

import { useTranslations } from 'next-intl';
import { memo, useId, useState, type KeyboardEvent } from 'react';
import { classNames } from '../../../../ui/class-names.ts';
import { CONTROL } from '../../../../ui/field.tsx';
import { Icon, type IconName } from '../../../../ui/icon.tsx';
import { degreesOf, degreesText, MOST_DEGREES, type DegreePart } from './coordinate-text.ts';
import type { CornerEntry } from './corner-list.ts';
import type { EntryProblem } from './read-corners.ts';

/** What becomes of a corner. */
export type CornerChange =
  | { readonly kind: 'text'; readonly part: DegreePart; readonly text: string }
  | { readonly kind: 'before' | 'after' | 'remove' };

/** How far an arrow key moves a corner: a metre or so; with Shift ten times as far. */
const STEP_DEGREES = 0.000_01;

/** One corner: its degrees, and what can be done with it. */
export const CornerRow = memo(function CornerRow({
  entry,
  name,
  isAlone,
  problems,
  onChange,
  onMark,
}: {
  readonly entry: CornerEntry;
  /** How it is called among the others of its ring. */
  readonly name: string;
  /** Whether there is never another one beside it, as with the centre of a circle. */
  readonly isAlone: boolean;
  readonly problems: readonly EntryProblem[];
  readonly onChange: (id: number, change: CornerChange) => void;
  readonly onMark: (id: number | null) => void;
}) {
  const t = useTranslations('zonePages.draw.corners');
  const note = useId();
  const wrong = problems.filter((problem) => problem.kind === 'degrees' && problem.id === entry.id);
  const partOf = (problem: EntryProblem | undefined) => (problem?.kind === 'degrees' ? problem.part : null);
  const wiring = (part: DegreePart) => {
    const isWrong = wrong.some((problem) => partOf(problem) === part);
    return { 'aria-invalid': isWrong || undefined, 'aria-describedby': isWrong ? note : undefined };
  };
  const act = (kind: 'before' | 'after' | 'remove', icon: IconName) => (
    <button
      type="button"
      aria-label={t(kind, { name })}
      title={t(kind, { name })}
      onClick={() => onChange(entry.id, { kind })}
      className="inline-flex size-7 shrink-0 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-text"
    >
      <Icon name={icon} size={16} />
    </button>
  );
  return (
    <li className="flex flex-col gap-1" onFocus={() => onMark(entry.id)} onBlur={() => onMark(null)}>
      <div role="group" aria-label={name} className="flex items-center gap-1">
        {(['latitude', 'longitude'] as const).map((part) => (
          <DegreeInput
            key={part}
            {...wiring(part)}
            data-corner={part === 'latitude' ? entry.id : undefined}
            label={t(`${part}Of`, { name })}
            part={part}
            entry={entry}
            onText={(text) => onChange(entry.id, { kind: 'text', part, text })}
          />
        ))}
        {!isAlone && act('before', 'insert-before')}
        {!isAlone && act('after', 'insert-after')}
        {!isAlone && act('remove', 'delete')}
      </div>
      {wrong.length > 0 && (
        <p id={note} className="text-sm text-danger">
          {[...new Set(wrong.map(partOf))]
            .map((part) => part && t(`wrong.${part}`, { most: MOST_DEGREES[part] }))
            .join(' ')}
        </p>
      )}
    </li>
  );
});

/** Degrees, taken when somebody leaves the field or presses Enter; arrow keys move the corner at once. */
function DegreeInput({
  label,
  part,
  entry,
  onText,
  ...props
}: {
  readonly label: string;
  readonly part: DegreePart;
  readonly entry: CornerEntry;
  readonly onText: (text: string) => void;
  readonly 'data-corner': number | undefined;
}) {
  // What is being typed; null: what the list says.
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? entry[part];

  function take(text: string) {
    setTyped(null);
    if (text !== entry[part]) onText(text);
  }

  function onKeyDown(event: KeyboardEvent) {
    // Enter would send the whole form.
    if (event.key === 'Enter') {
      event.preventDefault();
      take(shown);
      return;
    }
    const way = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    const degrees = degreesOf(shown, part);
    if (!way || degrees === null) return;
    event.preventDefault();
    take(degreesText(degrees + way * STEP_DEGREES * (event.shiftKey ? 10 : 1)));
  }

  return (
    <input
      {...props}
      aria-label={label}
      value={shown}
      inputMode="text"
      autoComplete="off"
      onChange={({ target }) => setTyped(target.value)}
      onBlur={() => take(shown)}
      onKeyDown={onKeyDown}
      className={classNames(CONTROL, 'min-h-9 min-w-0 flex-1 px-1.5! py-1! text-sm tabular-nums')}
    />
  );
}
