import type { MarkedToken } from 'marked';
import type { ReactNode } from 'react';

/** How parts of a document are shown, by their type; what has no entry is left to the caller. */
export type Renderers = {
  readonly [Type in MarkedToken['type']]?: (
    token: Extract<MarkedToken, { readonly type: Type }>,
    /** The document's file in the repository, from which its links start. */
    from: string,
  ) => ReactNode;
};

/** Shows one part; undefined where nothing is said of its type. */
export function rendered(renderers: Renderers, token: MarkedToken, from: string): ReactNode {
  // The entry of a type takes tokens of that type.
  const render = renderers[token.type] as ((token: MarkedToken, from: string) => ReactNode) | undefined;
  return render?.(token, from);
}
