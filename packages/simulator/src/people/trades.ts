/** What somebody does on site, for whom, and where it takes them. */
export interface Trade {
  readonly company: string;
  readonly crew: string;
  readonly job: string;
  /** How often each area is the next stop during a shift, in proportion, by area id. */
  readonly stops: Stops;
}

/** Proportions by area id. */
export type Stops = Readonly<Record<string, number>>;

/** Where everybody goes between shifts. */
export const OFF_SHIFT_STOPS: Stops = { quarters: 5, canteen: 4, 'muster-point': 1 };

/** In the order people are hired, so that a small population already has one of each. */
export const TRADES: readonly Trade[] = [
  {
    company: 'Petrel Works',
    crew: 'Process',
    job: 'Process operator',
    stops: { 'tank-farm': 5, office: 2, workshop: 2, canteen: 1 },
  },
  {
    company: 'Brandt Mechanical',
    crew: 'Maintenance',
    job: 'Mechanic',
    stops: { workshop: 4, 'tank-farm': 3, warehouse: 3, canteen: 1 },
  },
  {
    company: 'Oduya Logistics',
    crew: 'Stores',
    job: 'Storekeeper',
    stops: { warehouse: 4, gate: 3, workshop: 2, canteen: 1 },
  },
  {
    company: 'Brandt Mechanical',
    crew: 'Electrical',
    job: 'Electrician',
    stops: { workshop: 3, 'tank-farm': 2, quarters: 2, office: 2, gate: 1 },
  },
  {
    company: 'Petrel Works',
    crew: 'Safety',
    job: 'Safety officer',
    stops: { 'muster-point': 3, 'tank-farm': 3, gate: 2, workshop: 2, warehouse: 2, office: 1 },
  },
  {
    company: 'Oduya Logistics',
    crew: 'Gate',
    job: 'Guard',
    stops: { gate: 4, office: 2, 'muster-point': 2, warehouse: 2 },
  },
  {
    company: 'Petrel Works',
    crew: 'Catering',
    job: 'Cook',
    stops: { canteen: 4, warehouse: 3, quarters: 2, gate: 1 },
  },
  {
    company: 'Petrel Works',
    crew: 'Engineering',
    job: 'Engineer',
    stops: { office: 4, 'tank-farm': 3, workshop: 3, canteen: 1 },
  },
];
