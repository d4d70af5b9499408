import { graphql } from '../../../__generated__/gql.ts';

/** Where trackers were for how long, by parts of the map. */
export const HEAT = graphql(`
  query Heat($box: BoxInput!, $zoom: Int!, $from: DateTime!, $to: DateTime!) {
    heatmap(box: $box, zoom: $zoom, from: $from, to: $to, maxCells: 5000) {
      cells {
        bounds {
          south
          west
          north
          east
        }
        dwellSeconds
      }
      cellCount
    }
  }
`);
