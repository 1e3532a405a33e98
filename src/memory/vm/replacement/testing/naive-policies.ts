/** Replacement policies as a textbook tells them, over plain arrays: what the real ones must agree with. */

/** Whether each reference hits. */
export type NaivePolicy = (references: readonly number[], writes: readonly boolean[], frames: number) => boolean[];

export const NAIVE: Readonly<Record<string, NaivePolicy>> = {
  fifo: (references, _, frames) => {
    const queue: number[] = [];
    return references.map((page) => {
      if (queue.includes(page)) return true;
      if (queue.length === frames) queue.shift();
      queue.push(page);
      return false;
    });
  },
  lru: (references, _, frames) => references.map((page, i) => lastDistinct(references.slice(0, i), frames).has(page)),
  lfu: (references, _, frames) => {
    const pages = new Map<number, { count: number; last: number }>();
    return references.map((page, now) => {
      const known = pages.get(page);
      if (known === undefined && pages.size === frames) {
        const order = [...pages].sort(([, a], [, b]) => a.count - b.count || a.last - b.last);
        pages.delete(order[0]![0]);
      }
      pages.set(page, { count: (known?.count ?? 0) + 1, last: now });
      return known !== undefined;
    });
  },
  clock: (references, _, frames) => {
    // The hand stands at the front of a queue; a second chance goes to its back.
    const queue: { page: number; referenced: boolean }[] = [];
    return references.map((page) => {
      const known = queue.find((entry) => entry.page === page);
      if (known) known.referenced = true;
      else {
        while (queue.length === frames) {
          const first = queue.shift()!;
          if (first.referenced) queue.push({ page: first.page, referenced: false });
        }
        queue.push({ page, referenced: false });
      }
      return known !== undefined;
    });
  },
  nru: (references, writes, frames) => {
    // In the order in which pages came into their class.
    let pages: { page: number; referenced: boolean; modified: boolean }[] = [];
    const classOf = (entry: (typeof pages)[0]): number => (entry.referenced ? 2 : 0) + (entry.modified ? 1 : 0);
    return references.map((page, i) => {
      if (i > 0 && i % frames === 0) {
        // Class 2 goes behind class 0, and 3 behind 1.
        const unchanged = pages.filter(({ referenced }) => !referenced);
        pages = [...unchanged, ...pages.filter(({ referenced }) => referenced)];
        for (const entry of pages) entry.referenced = false;
      }
      const known = pages.find((entry) => entry.page === page);
      const updated = { page, referenced: true, modified: (known?.modified ?? false) || writes[i]! };
      if (known === undefined && pages.length === frames) {
        const lowest = Math.min(...pages.map(classOf));
        pages.splice(
          pages.findIndex((entry) => classOf(entry) === lowest),
          1,
        );
      }
      if (known === undefined || classOf(known) !== classOf(updated)) {
        pages = [...pages.filter((entry) => entry !== known), updated];
      }
      return known !== undefined;
    });
  },
  opt: (references, _, frames) => {
    let resident: number[] = [];
    return references.map((page, i) => {
      if (resident.includes(page)) return true;
      if (resident.length === frames) {
        const nextUse = (p: number): number => {
          const at = references.indexOf(p, i + 1);
          return at === -1 ? Number.POSITIVE_INFINITY : at;
        };
        const farthest = resident.reduce((a, b) => (nextUse(b) > nextUse(a) ? b : a));
        resident = resident.filter((p) => p !== farthest);
      }
      resident.push(page);
      return false;
    });
  },
  'working-set': (references, _, frames) =>
    // The window is as long as there are frames.
    references.map((page, i) => references.slice(Math.max(0, i - frames), i).includes(page)),
};

function lastDistinct(references: readonly number[], count: number): Set<number> {
  const pages = new Set<number>();
  for (let i = references.length - 1; i >= 0 && pages.size < count; i--) pages.add(references[i]!);
  return pages;
}
