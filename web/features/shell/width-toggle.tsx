import { useTranslations } from 'next-intl';
import { IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';

/** Makes the bar at the side narrow or wide where there is room for both. */
export function WidthToggle({
  narrow,
  onChange,
}: {
  readonly narrow: boolean;
  readonly onChange: (narrow: boolean) => void;
}) {
  const t = useTranslations('nav');
  return (
    <IconButton label={t(narrow ? 'widen' : 'narrow')} onClick={() => onChange(!narrow)} className="max-xl:hidden">
      <Icon name="sidebar" size={18} />
    </IconButton>
  );
}
