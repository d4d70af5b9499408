const BASE = 'owntracks/';

/** What an app appends to the topic of anything but a location (booklet, "Topics"). */
const SUBTOPICS = new Set('beacon cmd dump event info request status step waypoint waypoints'.split(' '));

/**
 * What a phone calls itself by a topic: `owntracks/jane/phone/event` gives `jane/phone`. Whoever uses one name for user
 * and device is called by that name alone, so that an identifier without a slash can be configured in every app.
 */
export function identifierOfTopic(topic: string): string {
  const name = topic.startsWith(BASE) ? topic.slice(BASE.length) : topic;
  const parts = name.split('/');
  const last = parts.at(-1) ?? '';
  if (parts.length > 2 && SUBTOPICS.has(last)) parts.pop();
  const [user = '', device] = parts;
  return parts.length === 2 && device !== undefined ? identifierOfPair(user, device) : parts.join('/');
}

/** What a phone calls itself by its user and device: `jane/phone`, or `7` where both are `7`. */
export function identifierOfPair(user: string, device: string): string {
  return user === device ? user : `${user}/${device}`;
}

/** The topic under which a phone of this identifier publishes. */
export function topicOf(identifier: string): string {
  return `${BASE}${identifier.includes('/') ? identifier : `${identifier}/${identifier}`}`;
}
