import type { Api } from './api.ts';

interface Made {
  readonly id: string;
}

interface Refused {
  readonly userErrors: readonly { readonly message: string }[];
}

/** A mutation that makes one thing, and what it calls it: `['createPlace', 'place']`. */
export type Making = readonly [mutation: string, thing: string];

/** Runs a mutation with an input `XInput` and gives back the new thing's id. Fails with the reasons of a refusal. */
export async function make(
  api: Api,
  [mutation, thing]: Making,
  input: Readonly<Record<string, unknown>>,
): Promise<string> {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const document = `mutation Make($input: ${type}!) { made: ${mutation}(input: $input) { thing: ${thing} { id } userErrors { message } } }`;
  const { made } = await api.run<{ made: Refused & { thing: Made | null } }>(document, { input });
  if (made.thing) return made.thing.id;
  throw new Error(
    `${mutation} of ${JSON.stringify(input.name)}: ${made.userErrors.map((one) => one.message).join('; ')}`,
  );
}
