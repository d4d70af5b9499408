import { type JsonObject } from '../json.ts';
import { readIdentifier } from '../text.ts';
import { identifierOfPair, identifierOfTopic } from './topic.ts';

/** What of a request may name the device without its body. */
interface Named {
  readonly user?: string | undefined;
  readonly device?: string | undefined;
  readonly query: string;
}

/**
 * What the device calls itself by the headers `X-Limit-U` and `X-Limit-D`, or else by `u` and `d` of the query; null
 * where neither is complete. Throws `Unreadable` where no identifier can be made of it.
 */
export function identifierInRequest({ user, device, query }: Named): string | null {
  const parameters = new URLSearchParams(query);
  return (
    identifierOf('X-Limit-U', user, device) ?? identifierOf('u', parameters.get('u') ?? '', parameters.get('d') ?? '')
  );
}

/** What the device calls itself by `topic`, or else by the two characters of `tid`; null where it names neither. */
export function identifierInMessage({ topic, tid }: JsonObject): string | null {
  if (typeof topic === 'string' && topic.trim() !== '') return readIdentifier('topic', identifierOfTopic(topic.trim()));
  return typeof tid === 'string' && tid.trim() !== '' ? readIdentifier('tid', tid) : null;
}

function identifierOf(field: string, user = '', device = ''): string | null {
  const complete = user.trim() !== '' && device.trim() !== '';
  return complete ? readIdentifier(field, identifierOfPair(user.trim(), device.trim())) : null;
}
