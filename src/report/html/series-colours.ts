/** Which of a page's series colours a name has: by its place among all names, so that it does not depend on the ranking. */

/** As the style sheet has them. */
const COLOURS = 12;

/** Classes of each name's colour and dashes, in the order of the names: the thirteenth has the first one's colour, dotted. */
export function seriesClasses(names: readonly string[]): string[] {
  const sorted = [...names].sort();
  return names.map((name) => {
    const place = sorted.indexOf(name);
    return `series-${place % COLOURS}${place < COLOURS ? '' : ' again'}`;
  });
}
