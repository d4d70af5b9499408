'use client';

import { useId, useState } from 'react';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';

/** A file to choose, or to drop from elsewhere. */
export function FileDrop({
  label,
  hint,
  accept,
  file,
  texts,
  onFile,
}: {
  readonly label: string;
  readonly hint: string;
  /** Endings of names, as an input takes them. */
  readonly accept: string;
  readonly file: File | null;
  readonly texts: { readonly choose: string; readonly drop: string; readonly clear: string };
  readonly onFile: (file: File | null) => void;
}) {
  const id = useId();
  const [over, setOver] = useState(false);
  return (
    <div className="flex flex-col gap-1.5">
      <span className="text-sm font-medium">{label}</span>
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          onFile(event.dataTransfer.files[0] ?? null);
        }}
        className={classNames(
          'flex flex-wrap items-center justify-center gap-3 rounded-xl border-2 border-dashed p-4 text-sm transition-colors focus-within:border-accent',
          over ? 'border-accent bg-accent-soft' : 'border-line-strong/60 bg-sunken',
        )}
      >
        {file ? (
          <>
            <span className="min-w-0 font-medium break-all">{file.name}</span>
            <IconButton label={texts.clear} onClick={() => onFile(null)}>
              <Icon name="close" size={16} />
            </IconButton>
          </>
        ) : (
          <>
            <label
              htmlFor={id}
              className="inline-flex min-h-10 cursor-pointer items-center rounded-lg border border-line-strong/60 bg-raised px-3.5 font-medium hover:bg-surface"
            >
              {texts.choose}
            </label>
            <input
              id={id}
              type="file"
              accept={accept}
              aria-describedby={`${id}-note`}
              onChange={({ target }) => {
                const chosen = target.files?.[0] ?? null;
                // Or choosing the same file again, mended meanwhile, would change nothing.
                target.value = '';
                onFile(chosen);
              }}
              className="sr-only"
            />
            <span className="text-muted">{texts.drop}</span>
          </>
        )}
      </div>
      <p id={`${id}-note`} className="text-sm text-muted">
        {hint}
      </p>
    </div>
  );
}
