import { useId, type ComponentProps, type ReactNode } from 'react';
import { classNames } from './class-names.ts';

/** How what is filled in looks. */
export const CONTROL =
  'w-full rounded-lg border border-line-strong bg-surface px-3 py-2 text-text placeholder:text-muted/80 aria-invalid:border-danger disabled:opacity-60';

interface FieldProps {
  readonly label: string;
  /** What to enter, in one sentence. */
  readonly hint?: string | undefined;
  /** What is wrong with what was entered. */
  readonly problem?: string | undefined;
}

/** A line of text to fill in, with its name, hint and problem tied to it. */
export function TextField({ label, hint, problem, className, ...props }: ComponentProps<'input'> & FieldProps) {
  return (
    <Field label={label} hint={hint} problem={problem}>
      {(wiring) => <input {...props} {...wiring} className={classNames(CONTROL, 'min-h-11', className)} />}
    </Field>
  );
}

/** One of several values to choose. */
export function SelectField({ label, hint, problem, className, ...props }: ComponentProps<'select'> & FieldProps) {
  return (
    <Field label={label} hint={hint} problem={problem}>
      {(wiring) => <select {...props} {...wiring} className={classNames(CONTROL, 'min-h-11', className)} />}
    </Field>
  );
}

/** Lines of text to fill in. */
export function TextAreaField({ label, hint, problem, className, ...props }: ComponentProps<'textarea'> & FieldProps) {
  return (
    <Field label={label} hint={hint} problem={problem}>
      {(wiring) => <textarea {...props} {...wiring} className={classNames(CONTROL, 'resize-y', className)} />}
    </Field>
  );
}

/** What ties a control to its name and note. */
interface Wiring {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

/** What is filled in, with its name, hint and problem tied to it. @param children draws it, with that wiring. */
export function Field({
  label,
  hint,
  problem,
  children,
}: FieldProps & { readonly children: (wiring: Wiring) => ReactNode }) {
  const id = useId();
  const note = problem ?? hint;
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children({
        id,
        'aria-describedby': note ? `${id}-note` : undefined,
        'aria-invalid': problem ? true : undefined,
      })}
      {note && (
        <p id={`${id}-note`} className={classNames('text-sm', problem ? 'text-danger' : 'text-muted')}>
          {note}
        </p>
      )}
    </div>
  );
}
