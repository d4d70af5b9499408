/** A value, at once or later. */
export type MaybePromise<T> = T | Promise<T>;

/** Whether a value comes later. */
export function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/** Goes on with a value when it is there: at once where it is. */
export function chain<T, U>(value: MaybePromise<T>, next: (value: T) => MaybePromise<U>): MaybePromise<U> {
  // oxlint-disable-next-line promise/no-callback-in-promise -- it is the promise's own next step
  return isPromise(value) ? value.then(next) : next(value);
}
