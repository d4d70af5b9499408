import type { Member } from './member.ts';

/** How often it is looked whether a slow subscriber has read on, in milliseconds. */
const LOOK_MS = 50;

/** Members for whom something waits until they have read what came before. */
export class SlowMembers {
  readonly #members = new Set<Member>();
  #timer: NodeJS.Timeout | undefined;

  get size(): number {
    return this.#members.size;
  }

  add(member: Member): void {
    this.#members.add(member);
    this.#timer ??= setInterval(() => this.#look(), LOOK_MS);
  }

  remove(member: Member): void {
    this.#members.delete(member);
    if (this.#members.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #look(): void {
    for (const member of this.#members) {
      member.flush();
      if (!member.isWaiting) this.remove(member);
    }
  }
}
