import { graphql } from '../../../__generated__/gql.ts';

/** The rules that are set for one scope itself. */
export const SCOPE_RULES = graphql(`
  query ScopeRules($unitId: ID, $trackerId: ID) {
    filterRules(unitId: $unitId, trackerId: $trackerId) {
      ...RuleSetting
    }
  }
  fragment RuleSetting on FilterRuleSetting {
    rule
    isOn
    limit
    attributes
    scope
    setAt
    unit {
      id
      name
    }
  }
`);

/** Every rule as it holds for a tracker, whoever set it. */
export const TRACKER_RULES = graphql(`
  query TrackerRules($trackerId: ID!) {
    tracker(id: $trackerId) {
      id
      filterRules {
        ...RuleSetting
      }
    }
  }
`);

/** Sets rules for a scope, all or none. */
export const SET_RULES = graphql(`
  mutation SetRules($input: SetFilterRulesInput!) {
    setFilterRules(input: $input) {
      rules {
        ...RuleSetting
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);
