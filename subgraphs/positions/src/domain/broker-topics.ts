import type { OptionType } from '@trekker/kit';

/** Topics of an outside broker that are a tenant's: `<prefix>/<user>/<device>` and below. */
export interface TenantTopics {
  /** Without wildcards, and without a slash at its end. */
  readonly prefix: string;
  /** Short name of the tenant. */
  readonly tenant: string;
}

const PAIR = /^(?<prefix>[^=+#\s][^=+#\s]*[^=+#\s/]|[^=+#\s/])=(?<tenant>[a-z0-9-]+)$/u;

/** Pairs of prefix and tenant, `owntracks=demo` or several with commas between them; no prefix lies below another. */
export const tenantTopics: OptionType<readonly TenantTopics[]> = {
  describes: '<topic prefix>=<tenant>, with commas between several',
  parse(text) {
    const pairs = text.split(',').map((pair) => PAIR.exec(pair.trim())?.groups);
    const value = pairs.flatMap((found) =>
      found ? [{ prefix: found['prefix'] ?? '', tenant: found['tenant'] ?? '' }] : [],
    );
    if (value.length < pairs.length) {
      return { problem: `must be <topic prefix>=<tenant> with commas between several, got ${JSON.stringify(text)}` };
    }
    const prefixes = value.map(({ prefix }) => prefix);
    const inside = prefixes.find((one, at) => prefixes.some((other, index) => index !== at && isBelow(one, other)));
    return inside === undefined ? { value } : { problem: `must name each topic once, got ${inside} twice` };
  },
};

/** Whose a topic is, and the topic as a phone of that tenant would have it; null: nobody's. */
export function tenantOfTopic(
  topics: readonly TenantTopics[],
  topic: string,
): { readonly tenant: string; readonly topic: string } | null {
  const found = topics.find(({ prefix }) => topic.startsWith(`${prefix}/`));
  return found ? { tenant: found.tenant, topic: `owntracks${topic.slice(found.prefix.length)}` } : null;
}

function isBelow(topic: string, prefix: string): boolean {
  return topic === prefix || topic.startsWith(`${prefix}/`);
}
