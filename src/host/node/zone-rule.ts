/** How the zone of this machine is called. */
import { readFileSync } from 'node:fs';

const DATABASE = '/usr/share/zoneinfo';
const MACHINE = '/etc/localtime';
const MARK = 'TZif';

/**
 * The rule at the end of the zone's file in the system's database (TZif, RFC 8536), such as CET-1CEST,M3.5.0,M10.5.0/3.
 * @returns undefined where there is no such file
 */
export function zoneRule(): string | undefined {
  try {
    const file = readFileSync(placeOf(process.env['TZ']), 'latin1');
    // The rule is a line of its own, the last.
    return file.startsWith(MARK) ? file.split('\n').at(-2) || undefined : undefined;
  } catch {
    return undefined;
  }
}

/** As libc reads the variable: a name in the database, perhaps behind a colon, or a file. */
function placeOf(variable: string | undefined): string {
  if (variable === undefined) return MACHINE;
  const name = variable.replace(/^:/, '') || 'UTC';
  return name.startsWith('/') ? name : `${DATABASE}/${name}`;
}
