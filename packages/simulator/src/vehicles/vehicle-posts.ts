import { OWN_COMPANY, type Stops } from '../people/posts.ts';

/** A vehicle of the site, what it does and when. */
export interface VehiclePost {
  /** What kind of thing it is, such as `Forklift`. */
  readonly category: string;
  readonly name: string;
  readonly company: string;
  readonly crew: string;
  /** Area id of where it is parked. */
  readonly home: string;
  /** How often each area is where it goes next, in proportion, by area id. */
  readonly tasks: Stops;
  /** How long it stops, shortest and longest, minutes. */
  readonly stopMinutes: readonly [number, number];
  readonly speedMetersPerSecond: number;
  /** Days of the week, Monday as 0. */
  readonly weekdays: readonly number[];
  /** From when to when it is in use, minutes after midnight by the site's clocks. */
  readonly from: number;
  readonly to: number;
}

const HOUR = 60;
const WEEK = [0, 1, 2, 3, 4];
const DAILY = [...WEEK, 5, 6];

const stores = { company: 'Oduya Logistics', crew: 'Stores', home: 'warehouse', weekdays: WEEK } as const;

/** In the order in which they are bought. */
export const VEHICLE_POSTS: readonly VehiclePost[] = [
  {
    category: 'Patrol car',
    name: 'Patrol',
    company: 'Halvard Security',
    crew: 'Guards',
    home: 'main-gate',
    tasks: { 'main-gate': 3, 'truck-gate': 2, quay: 2, laydown: 1, loading: 1, warehouse: 1 },
    stopMinutes: [2, 12],
    speedMetersPerSecond: 4.5,
    weekdays: DAILY,
    from: 2,
    to: 24 * HOUR - 8,
  },
  {
    ...stores,
    category: 'Forklift',
    name: 'Forklift',
    tasks: { warehouse: 5, quay: 3, laydown: 2, workshop: 2, loading: 1 },
    stopMinutes: [1, 7],
    speedMetersPerSecond: 3,
    from: 7.25 * HOUR,
    to: 22.5 * HOUR,
  },
  {
    category: 'Vessel tender',
    name: 'Tender',
    company: OWN_COMPANY,
    crew: 'Marine',
    home: 'tender-berth',
    tasks: { 'tender-berth': 2, 'jetty-berth': 4, anchorage: 3, 'ferry-pier': 1 },
    stopMinutes: [4, 20],
    speedMetersPerSecond: 3.5,
    weekdays: DAILY,
    from: 5.5 * HOUR,
    to: 21 * HOUR,
  },
  {
    category: 'Truck',
    name: 'Tank truck',
    company: 'Oduya Logistics',
    crew: 'Transport',
    home: 'truck-park',
    tasks: { loading: 1, 'truck-park': 1 },
    stopMinutes: [15, 35],
    speedMetersPerSecond: 5,
    weekdays: WEEK,
    from: 6.5 * HOUR,
    to: 18 * HOUR,
  },
  {
    ...stores,
    category: 'Forklift',
    name: 'Reach truck',
    tasks: { warehouse: 6, loading: 2, quay: 2 },
    stopMinutes: [1, 6],
    speedMetersPerSecond: 2.6,
    from: 7.25 * HOUR,
    to: 15.25 * HOUR,
  },
  {
    category: 'Mobile crane',
    name: 'Crane',
    company: 'Brandt Mechanical',
    crew: 'Lifting',
    home: 'laydown',
    tasks: { laydown: 2, quay: 2, 'tanks-east': 1 },
    stopMinutes: [45, 110],
    speedMetersPerSecond: 1.8,
    weekdays: WEEK,
    from: 7.5 * HOUR,
    to: 15 * HOUR,
  },
];
