/** Replacement policies as textbooks and papers tell them, over plain arrays: what the real ones must agree with. */

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
  aging: (references, _, frames) => {
    // In the order in which pages came to their key: the reference bit, and eight bits of history below it.
    let pages: { page: number; key: number }[] = [];
    return references.map((page, i) => {
      if (i > 0 && i % frames === 0) {
        pages = pages.toSorted((a, b) => a.key - b.key);
        for (const entry of pages) entry.key >>= 1;
      }
      const known = pages.find((entry) => entry.page === page);
      if (known !== undefined && known.key >= 256) return true;
      if (known === undefined && pages.length === frames) {
        const lowest = Math.min(...pages.map(({ key }) => key));
        pages.splice(
          pages.findIndex(({ key }) => key === lowest),
          1,
        );
      }
      pages = [...pages.filter((entry) => entry !== known), { page, key: (known?.key ?? 0) + 256 }];
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
  '2q': (references, _, frames) => {
    const [mostIn, mostOut] = [Math.max(1, Math.floor(frames / 4)), Math.max(1, Math.floor(frames / 2))];
    // The latest first.
    let [a1in, a1out, am]: number[][] = [[], [], []];
    return references.map((page) => {
      if (am.includes(page)) {
        am = [page, ...am.filter((other) => other !== page)];
        return true;
      }
      if (a1in.includes(page)) return true;
      const cameBack = a1out.includes(page);
      if (a1in.length + am.length === frames) {
        if (a1in.length > mostIn || am.length === 0) a1out = [a1in.pop()!, ...a1out].slice(0, mostOut);
        else am.pop();
      }
      a1out = a1out.filter((other) => other !== page);
      if (cameBack) am = [page, ...am];
      else a1in = [page, ...a1in];
      return false;
    });
  },
  arc: (references, _, frames) => {
    // Figure 4 of the paper; the latest first.
    let [t1, t2, b1, b2]: number[][] = [[], [], [], []];
    let p = 0;
    const replace = (page: number): void => {
      if (t1.length > 0 && (t1.length > p || (b2.includes(page) && t1.length === p))) b1 = [t1.pop()!, ...b1];
      else b2 = [t2.pop()!, ...b2];
    };
    const without = (list: number[], page: number): number[] => list.filter((other) => other !== page);
    return references.map((page) => {
      const isHit = t1.includes(page) || t2.includes(page);
      if (b1.includes(page)) {
        p = Math.min(frames, p + Math.max(1, b2.length / b1.length));
        replace(page);
      } else if (b2.includes(page)) {
        p = Math.max(0, p - Math.max(1, b1.length / b2.length));
        replace(page);
      } else if (!isHit) {
        const all = t1.length + t2.length + b1.length + b2.length;
        if (t1.length + b1.length === frames) {
          if (t1.length < frames) {
            b1.pop();
            replace(page);
          } else t1.pop();
        } else if (all >= frames) {
          if (all === 2 * frames) b2.pop();
          replace(page);
        }
        t1 = [page, ...t1];
        return false;
      }
      [t1, b1, b2] = [without(t1, page), without(b1, page), without(b2, page)];
      t2 = [page, ...without(t2, page)];
      return isHit;
    });
  },
  lirs: (references, _, frames) => {
    const mostHir = Math.max(1, Math.floor(frames / 100));
    const lir = new Set<number>();
    // Resident HIR pages in the order in which they leave, and the stack, the top first.
    let queue: number[] = [];
    let stack: number[] = [];
    const prune = (): void => {
      while (stack.length > 0 && !lir.has(stack.at(-1)!)) stack.pop();
    };
    return references.map((page) => {
      const wasOnStack = stack.includes(page);
      const isHit = lir.has(page) || queue.includes(page);
      stack = [page, ...stack.filter((other) => other !== page)];
      if (lir.has(page)) prune();
      else if (lir.size < frames - mostHir && !isHit) lir.add(page);
      else {
        if (!isHit && lir.size + queue.length === frames) queue.shift();
        queue = queue.filter((other) => other !== page);
        if (wasOnStack && lir.size > 0) {
          lir.add(page);
          const bottom = stack.at(-1)!;
          lir.delete(bottom);
          queue.push(bottom);
          prune();
        } else queue.push(page);
      }
      return isHit;
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
