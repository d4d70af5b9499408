/**
 * From so many trackers on the map follows only those in view. A position is some 350 bytes on the wire: 2,000 trackers
 * that send one every five seconds are 140 KB each second, half a gigabyte in an hour, most of it of nobody in view.
 */
export const MANY_TRACKERS = 2_000;
/** Who follows only those in view goes on with it until there are clearly fewer. */
const FEW_TRACKERS = 1_800;

/** Whether a map follows only who is in view. @param before whether it did until now. */
export function followsViewOnly(trackers: number, before: boolean): boolean {
  return trackers > (before ? FEW_TRACKERS : MANY_TRACKERS);
}
