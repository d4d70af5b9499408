import { getRequestConfig } from 'next-intl/server';
import messages from '../messages/en.json';

/** The language of an answer. Instants are shown in the tenant's time zone, which the signed-in layout sets. */
export default getRequestConfig(() => ({ locale: 'en' as const, messages, timeZone: 'UTC' }));
