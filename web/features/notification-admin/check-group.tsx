import { useId } from 'react';

/** Several values of which any may be chosen; they come into the form under one name. */
export function CheckGroup({
  title,
  hint,
  problem,
  name,
  options,
  chosen,
}: {
  readonly title: string;
  readonly hint?: string;
  readonly problem?: string | undefined;
  readonly name: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly chosen: ReadonlySet<string>;
}) {
  const id = useId();
  const note = problem ?? hint;
  return (
    <fieldset aria-labelledby={id} aria-describedby={note ? `${id}-note` : undefined} className="min-w-0">
      <p id={id} className="pb-1 text-sm font-medium">
        {title}
      </p>
      <div className="max-h-44 overflow-y-auto rounded-lg border border-line-strong/60 p-1">
        {options.map(({ value, label }) => (
          <label key={value} className="flex min-h-9 items-center gap-2 rounded-md px-2 text-sm hover:bg-sunken">
            <input
              type="checkbox"
              name={name}
              value={value}
              defaultChecked={chosen.has(value)}
              className="size-4 shrink-0 accent-accent"
            />
            <span className="min-w-0 wrap-anywhere">{label}</span>
          </label>
        ))}
      </div>
      {note && (
        <p id={`${id}-note`} className={problem ? 'pt-1 text-sm text-danger' : 'pt-1 text-sm text-muted'}>
          {note}
        </p>
      )}
    </fieldset>
  );
}
