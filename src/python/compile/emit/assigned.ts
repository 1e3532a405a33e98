/** What is certainly assigned where ways meet. Undefined: a way that is not gone. */
export function meet(a: Set<number> | undefined, b: Set<number> | undefined): Set<number> | undefined {
  if (a === undefined) return b;
  if (b === undefined) return a;
  return new Set([...a].filter((slot) => b.has(slot)));
}
