export { areaSquareMeters } from './shape/area.ts';
export { haversineMeters } from './shape/haversine.ts';
