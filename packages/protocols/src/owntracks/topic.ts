const BASE = 'owntracks/';

/** What an app appends to the topic of anything but a location (booklet, "Topics"). */
const SUBTOPICS = new Set('beacon cmd dump event info lwt request status step steps waypoint waypoints'.split(' '));

/**
 * What a phone calls itself by a topic: `owntracks/jane/phone/event` gives `jane/phone`. Whoever uses one name for user
 * and device is called by that name alone, so that an identifier without a slash can be configured in every app.
 */
export function identifierOfTopic(topic: string): string {
  const parts = partsOf(topic);
  if (subtopicOf(topic) !== null) parts.pop();
  const [user = '', device] = parts;
  return parts.length === 2 && device !== undefined ? identifierOfPair(user, device) : parts.join('/');
}

/** What an app appended to the topic of the phone: `event` of `owntracks/jane/phone/event`; null where nothing is. */
export function subtopicOf(topic: string): string | null {
  const parts = partsOf(topic);
  const last = parts.at(-1) ?? '';
  return parts.length > 2 && SUBTOPICS.has(last) ? last : null;
}

function partsOf(topic: string): string[] {
  return (topic.startsWith(BASE) ? topic.slice(BASE.length) : topic).split('/');
}

/** What a phone calls itself by its user and device: `jane/phone`, or `7` where both are `7`. */
export function identifierOfPair(user: string, device: string): string {
  return user === device ? user : `${user}/${device}`;
}

/** The topic under which a phone of this identifier publishes. */
export function topicOf(identifier: string): string {
  return `${BASE}${identifier.includes('/') ? identifier : `${identifier}/${identifier}`}`;
}
