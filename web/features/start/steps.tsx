import { useTranslations } from 'next-intl';
import { Button } from '../../ui/button.tsx';
import { showDialog } from '../../ui/dialog-address.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { Simulator } from './simulator/simulator.tsx';
import { StepCard, type StepProps } from './step-card.tsx';
import type { Start } from './use-start.ts';

type Props = StepProps & { readonly start: Start };

const addPlace = () => showDialog('add-place', '');

/** A place and its zones, drawn or from a file. */
export function SiteStep({ start, ...step }: Props) {
  const t = useTranslations('start.steps.site');
  const { placeName, placeId, found } = start;
  const told = found.site && t('told', { places: found.site.places, zones: found.site.zones });
  const isFirst = found.site?.places === 0;
  const lacksZone = placeName !== null && found.site?.zones === 0;
  return (
    <StepCard name="site" {...step} told={told}>
      <p className="text-sm text-muted">{lacksZone ? t('textZone', { place: placeName }) : t('text')}</p>
      <div className="flex flex-wrap gap-2">
        {isFirst && (
          <Button look={step.isNext ? 'primary' : 'secondary'} onClick={addPlace}>
            {t('place')}
          </Button>
        )}
        <LinkButton href={placeId ? `/zones/new?place=${encodeURIComponent(placeId)}` : '/zones/new'}>
          {t('draw')}
        </LinkButton>
        <Button onClick={() => showDialog('import-zones', placeId)}>{t('import')}</Button>
        {!isFirst && <Button onClick={addPlace}>{t('anotherPlace')}</Button>}
        {!isFirst && <LinkButton href="/zones/places">{t('places')}</LinkButton>}
      </div>
    </StepCard>
  );
}

/** People, from a file or one by one. */
export function PeopleStep({ start, ...step }: Props) {
  const t = useTranslations('start.steps.people');
  const { people } = start.found;
  return (
    <StepCard name="people" {...step} told={people === null ? null : t('told', { count: people })}>
      <p className="text-sm text-muted">{t('text')}</p>
      <div className="flex flex-wrap gap-2">
        <LinkButton href="/people/import">{t('import')}</LinkButton>
        <LinkButton href="/people">{t('list')}</LinkButton>
        <LinkButton href="/organisation">{t('units')}</LinkButton>
      </div>
    </StepCard>
  );
}

/** Phones by a code, or made-up ones by the simulator. */
export function PhoneStep({ start, ...step }: Props) {
  const t = useTranslations('start.steps.phone');
  const { trackers } = start.found;
  const told = trackers && t(trackers.heard ? 'toldHeard' : 'told', { count: trackers.count });
  return (
    <StepCard name="phone" {...step} told={told}>
      <p className="text-sm text-muted">{t('text')}</p>
      <div className="flex flex-wrap gap-2">
        <Button look={step.isNext ? 'primary' : 'secondary'} onClick={() => showDialog('add-tracker', '')}>
          {t('add')}
        </Button>
        <LinkButton href="/trackers">{t('list')}</LinkButton>
      </div>
      <Simulator />
    </StepCard>
  );
}
