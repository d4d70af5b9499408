/** CPU time of this process in microseconds that something took. */
export function cpuMicroseconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** A number with about three digits, for people. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
