import { useAddress } from '../../../lists/use-address.ts';
import type { ShownZone } from '../zone-header.tsx';

/** The place a zone belongs to, a new one by what the address says (`place=`); empty for none. */
export function usePlaceId(zone: ShownZone | null): string {
  const { parameters } = useAddress();
  return (zone ? zone.place?.id : parameters.get('place')) ?? '';
}
