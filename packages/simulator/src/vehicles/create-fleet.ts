import type { Carrier } from '../movers/mover.ts';
import type { Site } from '../site/create-site.ts';
import { VEHICLE_POSTS, type VehiclePost } from './vehicle-posts.ts';

/** A vehicle or vessel with a tracker. */
export interface SimulatedVehicle extends Carrier {
  readonly kind: 'vehicle';
  /** What kind of thing it is, such as `Forklift`. */
  readonly category: string;
  readonly post: VehiclePost;
}

/** The first so many vehicles of a site. The same seed gives the same, and more never change the first. */
export function createFleet(site: Site, { seed, vehicles }: { seed: number; vehicles: number }): SimulatedVehicle[] {
  return Array.from({ length: vehicles }, (_, index) => {
    const post = VEHICLE_POSTS[index % VEHICLE_POSTS.length];
    return post ? [buy(post, { site, seed, index })] : [];
  }).flat();
}

function buy(post: VehiclePost, { site, seed, index }: { site: Site; seed: number; index: number }): SimulatedVehicle {
  const { name, category, company, crew } = post;
  const round = Math.floor(index / VEHICLE_POSTS.length) + 1;
  const identifier = `unit-${201 + index}`;
  const common = { identifier, name: `${name} ${round}`, company, crew, site, seed };
  return { ...common, kind: 'vehicle', category, post, protocol: 'osmand', mishap: null };
}
