/** A token bucket per key: so many at once, and so many a minute. */
export interface RateLimit {
  /** Whether one more is allowed now; takes it if so. */
  take(key: string, now: number): boolean;
  /** Whether one more is allowed now, without taking it. */
  has(key: string, now: number): boolean;
}

const MINUTE_MS = 60_000;

/** @param keys most keys remembered; the one used longest ago is forgotten, and begins anew. */
export function createRateLimit({
  burst,
  perMinute,
  keys = 10_000,
}: {
  burst: number;
  perMinute: number;
  keys?: number;
}): RateLimit {
  const buckets = new Map<string, { tokens: number; at: number }>();

  function tokensOf(key: string, now: number): number {
    const bucket = buckets.get(key) ?? { tokens: burst, at: now };
    return Math.min(burst, bucket.tokens + (Math.max(0, now - bucket.at) * perMinute) / MINUTE_MS);
  }

  return {
    has: (key, now) => tokensOf(key, now) >= 1,
    take(key, now) {
      const tokens = tokensOf(key, now);
      buckets.delete(key);
      buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now });
      for (const oldest of buckets.keys()) {
        if (buckets.size <= keys) break;
        buckets.delete(oldest);
      }
      return tokens >= 1;
    },
  };
}

/** No limit at all. */
export const UNLIMITED: RateLimit = { take: () => true, has: () => true };
