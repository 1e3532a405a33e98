/** The names in the rule of a zone, as POSIX writes it in the variable TZ: CET-1CEST,M3.5.0,M10.5.0/3 or <+0330>-3:30. */

const HOUR = 3600;
const NAME = '([A-Za-z]{3,}|<[-+A-Za-z0-9]+>)';
const OFFSET = '([-+]?[0-9]{1,3}(?::[0-9]{2}){0,2})';
const RULE = new RegExp(`^${NAME}${OFFSET}(?:${NAME}${OFFSET}?)?`);

/** Names by what must be added to Greenwich's time, in seconds. Empty for what is no rule. */
export function zoneNames(rule: string): Map<number, string> {
  const names = new Map<number, string>();
  const [, standard, offset, summer, summerOffset] = RULE.exec(rule) ?? [];
  if (standard === undefined) return names;
  const added = -secondsOf(offset) || 0;
  names.set(added, plain(standard));
  if (summer !== undefined)
    names.set(summerOffset === undefined ? added + HOUR : -secondsOf(summerOffset) || 0, plain(summer));
  return names;
}

const plain = (name: string): string => name.replace(/^<|>$/g, '');

/** Of hours, minutes and seconds, west of Greenwich. */
function secondsOf(offset: string): number {
  const seconds = offset
    .replace(/^[-+]/, '')
    .split(':')
    .reduce((sum, part, at) => sum + Number(part) * [HOUR, 60, 1][at], 0);
  return offset.startsWith('-') ? -seconds : seconds;
}
