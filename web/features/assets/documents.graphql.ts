import { graphql } from '../../__generated__/gql.ts';

/** Part of the list of assets. */
export const ASSETS_LISTED = graphql(`
  query AssetsListed($first: Int!, $after: String, $filter: AssetFilter, $orderBy: AssetOrder) {
    assets(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id
        name
        category
        unit {
          id
        }
        image {
          id
          thumbnailDataUrl
        }
        trackers {
          id
          connection
          lastHeardAt
        }
        zones {
          id
        }
      }
      totalCount
      connectionCounts {
        connected
        idle
        disconnected
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** One asset with what is on it. */
export const ASSET = graphql(`
  query Asset($assetId: ID!) {
    asset(id: $assetId) {
      id
      name
      category
      createdAt
      unit {
        id
      }
      image {
        id
        dataUrl
        thumbnailDataUrl
      }
      zones {
        id
      }
      trackers {
        id
        name
        identifiers
        connection
        lastHeardAt
        assignment {
          id
          from
        }
      }
    }
  }
`);

/** Where an asset was last, as far as the viewer may know. */
export const ASSET_POSITION = graphql(`
  query AssetPosition($assetId: ID!) {
    asset(id: $assetId) {
      id
      lastPosition {
        id
        latitude
        longitude
        accuracyMeters
        recordedAt
        tracker {
          id
        }
      }
    }
  }
`);

/** Adds an asset. */
export const CREATE_ASSET = graphql(`
  mutation CreateAsset($input: CreateAssetInput!) {
    createAsset(input: $input) {
      asset {
        id
        name
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Changes what is known of an asset. */
export const UPDATE_ASSET = graphql(`
  mutation UpdateAsset($input: UpdateAssetInput!) {
    updateAsset(input: $input) {
      asset {
        id
        name
        category
        unit {
          id
        }
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Gives an asset a picture, or takes it away. */
export const SET_ASSET_IMAGE = graphql(`
  mutation SetAssetImage($input: SetAssetImageInput!) {
    setAssetImage(input: $input) {
      asset {
        id
        image {
          id
          dataUrl
          thumbnailDataUrl
        }
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);
