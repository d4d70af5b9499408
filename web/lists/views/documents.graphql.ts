import { graphql } from '../../__generated__/gql.ts';

/** Views that the viewer may choose from, of one list or of all. */
export const SAVED_VIEWS = graphql(`
  query SavedViews($list: SavedViewList) {
    savedViews(list: $list) {
      ...ShownView
    }
  }

  fragment ShownView on SavedView {
    id
    list
    name
    parameters
    shared
    isOwn
    ownerName
  }
`);

export const SAVE_VIEW = graphql(`
  mutation SaveView($input: SaveViewInput!) {
    saveView(input: $input) {
      view {
        ...ShownView
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

export const UPDATE_VIEW = graphql(`
  mutation UpdateView($input: UpdateViewInput!) {
    updateView(input: $input) {
      view {
        ...ShownView
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

export const DELETE_VIEW = graphql(`
  mutation DeleteView($input: DeleteViewInput!) {
    deleteView(input: $input) {
      viewId
      userErrors {
        ...Refusal
      }
    }
  }
`);
