/** Degrees clockwise from north as 0 to below 360 with so many digits behind the point: 359.999 becomes 0.00. */
export function headingText(degrees: number, decimals: number): string {
  const unitsPerDegree = 10 ** decimals;
  const units = Math.round(degrees * unitsPerDegree) % (360 * unitsPerDegree);
  return ((units < 0 ? units + 360 * unitsPerDegree : units) / unitsPerDegree).toFixed(decimals);
}
