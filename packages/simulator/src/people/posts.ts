import { ROTAS, type Rota } from './rota.ts';

/** What somebody does on site, for whom and when, and where it takes them. */
export interface Post {
  readonly kind: PersonKind;
  readonly company: string;
  readonly crew: string;
  readonly trade: string | null;
  readonly rota: Rota;
  /** How often each area is where the next task is, in proportion, by area id. */
  readonly tasks: Stops;
}

/** In which capacity somebody is on site, as the API has it. */
export type PersonKind = 'EMPLOYEE' | 'CONTRACTOR' | 'VISITOR';

/** Proportions by area id. */
export type Stops = Readonly<Record<string, number>>;

/** The company that runs the terminal. */
export const OWN_COMPANY = 'Petrel Terminals';

const { day, late, night, weekendDay, weekendNight, visit } = ROTAS;

const operator = own('Operations', 'Process operator', {
  'tanks-west': 5,
  'tanks-east': 5,
  manifold: 6,
  operations: 4,
  'vapour-unit': 0.15,
});
const loader = own('Marine', 'Jetty operator', { jetty: 6, quay: 5, manifold: 2, operations: 1 });
const safety = own('Safety', 'Safety officer', { operations: 3, manifold: 2, quay: 2, laydown: 2, 'tanks-west': 2 });
const engineer = own('Engineering', 'Engineer', { operations: 6, manifold: 3, 'tanks-east': 2, workshop: 2 });
const cook = own('Catering', 'Cook', { canteen: 12, warehouse: 1 });
const guard = hired('Halvard Security', 'Guards', {
  trade: 'Guard',
  tasks: { 'main-gate': 8, operations: 2, quay: 2 },
});
const driver = hired('Oduya Logistics', 'Stores', {
  trade: 'Storekeeper',
  tasks: { warehouse: 7, loading: 3, quay: 2, laydown: 1 },
});
const mechanic = hired('Brandt Mechanical', 'Maintenance', {
  trade: 'Mechanic',
  tasks: { workshop: 7, manifold: 4, loading: 2, 'tanks-east': 2 },
});
const electrician = hired('Brandt Mechanical', 'Electrical', {
  trade: 'Electrician',
  tasks: { workshop: 4, manifold: 3, 'tanks-west': 2, jetty: 2, operations: 2 },
});
const scaffolder = hired('Quillan Scaffolding', 'Crew 1', {
  trade: 'Scaffolder',
  tasks: { laydown: 5, 'tanks-east': 7, 'tanks-west': 1 },
});
const inspector = hired('Norrvik Inspection', 'Inspectors', {
  trade: 'Inspector',
  tasks: { 'tanks-west': 4, 'tanks-east': 4, jetty: 2, manifold: 2, operations: 2 },
});
const visitor = {
  kind: 'VISITOR' as const,
  company: 'Visitors',
  crew: 'Guests',
  trade: null,
  tasks: { operations: 1 },
};

/** In the order in which posts are filled, so that a small population has some of everything, at any hour. */
export const POSTS: readonly Post[] = [
  { ...operator, rota: day },
  { ...guard, rota: night },
  { ...loader, rota: late },
  { ...operator, rota: weekendDay },
  { ...mechanic, rota: day },
  { ...operator, rota: night },
  { ...guard, rota: weekendNight },
  { ...safety, rota: day },
  { ...driver, rota: day },
  { ...engineer, rota: day },
  { ...visitor, rota: visit },
  { ...operator, rota: late },
  { ...scaffolder, rota: day },
  { ...guard, rota: day },
  { ...operator, rota: weekendNight },
  { ...cook, rota: day },
  { ...electrician, rota: late },
  { ...loader, rota: night },
  { ...inspector, rota: day },
  { ...guard, rota: weekendDay },
];

function own(crew: string, trade: string, tasks: Stops): Omit<Post, 'rota'> {
  return { kind: 'EMPLOYEE', company: OWN_COMPANY, crew, trade, tasks };
}

function hired(company: string, crew: string, post: Pick<Post, 'trade' | 'tasks'>): Omit<Post, 'rota'> {
  return { kind: 'CONTRACTOR', company, crew, ...post };
}
