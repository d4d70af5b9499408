/** How many rows wait, and of which tenants. */
export class WaitingRows {
  readonly #byTenant = new Map<string, number>();
  #total = 0;

  get total(): number {
    return this.#total;
  }

  add(tenantId: string, rows: number): void {
    this.#total += rows;
    const ofTenant = (this.#byTenant.get(tenantId) ?? 0) + rows;
    if (ofTenant > 0) this.#byTenant.set(tenantId, ofTenant);
    else this.#byTenant.delete(tenantId);
  }

  remove(tenantId: string, rows: number): void {
    this.add(tenantId, -rows);
  }

  /** Whether a tenant has as much waiting as an equal share of those who have anything waiting, or more. */
  hasItsShare(tenantId: string): boolean {
    return (this.#byTenant.get(tenantId) ?? 0) * this.#byTenant.size >= Math.max(1, this.#total);
  }
}
