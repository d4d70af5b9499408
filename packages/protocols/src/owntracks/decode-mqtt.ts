import { readIdentifier } from '../text.ts';
import { orMalformed } from '../unreadable.ts';
import { type DecodedOwnTracks, parseMessage, readMessage, type SecretOf } from './read-message.ts';
import { identifierOfTopic, subtopicOf } from './topic.ts';

/** One message that was published at an MQTT broker. */
export interface OwnTracksPublication {
  /** The topic it was published under, `owntracks/<user>/<device>` or below. */
  readonly topic: string;
  readonly payload: Uint8Array;
  /** Opens what is encrypted; without it such messages are unsupported. */
  readonly secretOf?: SecretOf | undefined;
}

/** What a publication came to; `lost` is the broker's word that the connection of the phone broke. */
export type DecodedPublication = DecodedOwnTracks | { readonly kind: 'lost'; readonly identifier: string };

/**
 * Reads one publication of OwnTracks in MQTT mode. The topic names the phone, whatever the message says of itself: who
 * may publish where is what a broker watches over. What is published under `cmd` is said to the phone and not by it, and
 * an empty message clears what the broker retained; both are ignored.
 *
 * Source: the OwnTracks booklet, "MQTT" and "JSON".
 */
export function decodeOwnTracksMqtt({ topic, payload, secretOf }: OwnTracksPublication): DecodedPublication {
  return orMalformed(null, () => {
    const identifier = readIdentifier('topic', identifierOfTopic(topic));
    if (payload.length === 0 || subtopicOf(topic) === 'cmd') return { kind: 'ignored' };
    return orMalformed(identifier, () => {
      const message = parseMessage(new TextDecoder().decode(payload));
      return message._type === 'lwt' ? { kind: 'lost', identifier } : readMessage(message, identifier, secretOf);
    });
  });
}
