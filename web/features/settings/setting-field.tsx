'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { SettingRowFragment } from '../../__generated__/graphql.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { readAsDataUrl } from './read-as-data-url.ts';

interface Props {
  readonly setting: SettingRowFragment;
  readonly value: string;
  readonly problem: string | undefined;
  readonly disabled: boolean;
  readonly onChange: (value: string) => void;
}

/** One setting to fill in, by the type of its values. */
export function SettingField(props: Props) {
  const { setting, value, problem, disabled, onChange } = props;
  const wiring = { label: setting.title, hint: setting.description, problem, disabled };
  if (setting.type === 'IMAGE') return <ImageField {...props} />;
  if (setting.type === 'COLOR') return <ColorField {...props} />;
  if (setting.options) {
    return (
      <SelectField {...wiring} value={value} onChange={(event) => onChange(event.target.value)}>
        {setting.options.map((option) => (
          <option key={option} value={option}>
            {option}
          </option>
        ))}
      </SelectField>
    );
  }
  if (setting.type === 'TIME_ZONE') return <TimeZone {...wiring} value={value} onChange={onChange} />;
  return (
    <TextField
      {...wiring}
      value={value}
      maxLength={100}
      autoComplete="off"
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

function TimeZone({
  onChange,
  ...props
}: {
  readonly label: string;
  readonly hint: string;
  readonly problem: string | undefined;
  readonly disabled: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <>
      <TextField
        {...props}
        list={id}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={id}>
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
}

function ColorField({ setting, value, problem, disabled, onChange }: Props) {
  const t = useTranslations('settings');
  return (
    <div className="flex items-end gap-2">
      <div className="min-w-0 flex-1">
        <TextField
          label={setting.title}
          hint={setting.description}
          problem={problem}
          disabled={disabled}
          value={value}
          placeholder="#0b63c4"
          maxLength={7}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
      <input
        type="color"
        aria-label={t('pickColor', { setting: setting.title })}
        disabled={disabled}
        value={/^#[0-9a-f]{6}$/i.test(value) ? value : '#0b63c4'}
        onChange={(event) => onChange(event.target.value)}
        className="mb-6 h-11 w-14 rounded-lg border border-line-strong bg-surface p-1"
      />
    </div>
  );
}

function ImageField({ setting, value, problem, disabled, onChange }: Props) {
  const t = useTranslations('settings');
  const id = useId();
  async function take(file: File | undefined) {
    if (file) onChange(await readAsDataUrl(file));
  }
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {setting.title}
      </label>
      <div className="flex flex-wrap items-center gap-3">
        {value && (
          // A picture of the tenant's own, held in the page: there is nothing to load or to size.
          // eslint-disable-next-line @next/next/no-img-element
          <img src={value} alt="" className="h-11 max-w-40 rounded-lg border border-line object-contain p-1" />
        )}
        <input
          id={id}
          type="file"
          accept="image/png,image/jpeg,image/webp"
          disabled={disabled}
          aria-describedby={`${id}-note`}
          onChange={(event) => void take(event.target.files?.[0])}
          className="min-w-0 text-sm file:me-3 file:min-h-10 file:rounded-lg file:border file:border-line-strong file:bg-raised file:px-3.5 file:font-medium"
        />
        {value && !disabled && <Button onClick={() => onChange('')}>{t('removeImage')}</Button>}
      </div>
      <p id={`${id}-note`} className={problem ? 'text-sm text-danger' : 'text-sm text-muted'}>
        {problem ?? setting.description}
      </p>
    </div>
  );
}
