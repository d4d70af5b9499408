/**
 * What a line names the device, in one of the forms of loggers and gateways: `#<identifier>`, `$<identifier>`,
 * `$PGID,<identifier>*hh`, `$DEVID,<identifier>*hh`, `$IMEI=<identifier>`, or nine and more digits alone. Undefined
 * for every other line. Behind `$` alone there must be five digits in a row, as the start of a broken sentence has not.
 */
export function identifierIn(line: string): string | undefined {
  return IDENTITY.exec(line)
    ?.slice(1)
    .find((identifier) => identifier !== undefined);
}

const IDENTITY =
  /^(?:#([\w.:-]+)|\$(?:PGID|DEVID|IMEI)[,=]([\w.:-]+)(?:\*[\da-f]{2})?|\$((?=[\w.:-]*\d{5})[\w.:-]+)(?:\*[\da-f]{2})?|(\d{9,}))$/iu;
