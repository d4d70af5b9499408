declare module 'point-in-polygon-hao' {
  /** Whether a point is in the rings of a polygon; 0 on its boundary. */
  export default function pointInPolygon(
    point: readonly number[],
    polygon: readonly (readonly number[])[][],
  ): boolean | 0;
}
