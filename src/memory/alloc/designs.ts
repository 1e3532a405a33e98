/**
 * The allocator designs by the names that the command line knows. A design's code is loaded when it is first asked for.
 *
 * To add one: a row in DESIGNS. The first row is the default, which others are compared with.
 */
import { nearest } from '../../base/nearest.js';
import type { KernelMemory } from '../kernel.js';
import type { PageSource } from './contract.js';
import type { FreeListOptions } from './free-list/free-list.js';
import type { AllocatorKernel, KernelAllocator } from './kernel-allocator.js';

export type MakeAllocator = (memory: KernelMemory, pages: PageSource) => KernelAllocator<AllocatorKernel>;

export interface AllocatorDesign {
  name: string;
  /** Half a line for help and tables. */
  summary: string;
  load(): Promise<MakeAllocator>;
  /** The same design otherwise tuned, under a name that says how: "best/lifo/never". Absent where nothing can be tuned. */
  tuned?(tuning: FreeListTuning): AllocatorDesign;
}

/** What can be chosen of a free list besides its policy. */
export type FreeListTuning = Omit<FreeListOptions, 'policy'>;

/** One of the policies of free-list. */
function policy(name: FreeListOptions['policy'], summary: string, tuning: FreeListTuning = {}): AllocatorDesign {
  return {
    name: nameOf(name, tuning),
    summary,
    load: async () => {
      const { FreeListAllocator } = await import('./free-list/free-list.js');
      return (memory, pages) => new FreeListAllocator(memory, pages, { policy: name, ...tuning });
    },
    tuned: (wanted) => policy(name, summary, wanted),
  };
}

/** What is as it always is, is not said. */
function nameOf(policyName: string, { order, coalesce, splitThreshold }: FreeListTuning): string {
  const told = [
    order === 'address' ? undefined : order,
    coalesce === 'immediate' ? undefined : coalesce,
    splitThreshold,
  ].filter((choice) => choice !== undefined);
  return told.length === 0 ? policyName : [policyName.replace('-fit', ''), ...told].join('/');
}

export const DESIGNS: readonly AllocatorDesign[] = [
  {
    name: 'segregated',
    summary: 'segregated best fit with boundary tags, as in dlmalloc',
    load: async () => {
      const { SegregatedAllocator } = await import('./segregated/segregated.js');
      return (memory, pages) => new SegregatedAllocator(memory, pages);
    },
  },
  policy('first-fit', 'one free list, the first chunk that is large enough'),
  policy('next-fit', 'one free list, the first fit from where the last search ended'),
  policy('best-fit', 'one free list, the smallest chunk that is large enough'),
  policy('worst-fit', 'one free list, the largest chunk'),
  {
    name: 'tlsf',
    summary: 'two-level segregated fit, constant time',
    load: async () => {
      const { TlsfAllocator } = await import('./tlsf/tlsf.js');
      return (memory, pages) => new TlsfAllocator(memory, pages);
    },
  },
  {
    name: 'buddy',
    summary: 'binary buddies, merged late',
    load: async () => {
      const { BuddyAllocator } = await import('./buddy/buddy.js');
      return (memory, pages) => new BuddyAllocator(memory, pages);
    },
  },
  {
    name: 'slab',
    summary: 'slabs of one size each',
    load: async () => {
      const { SlabAllocator } = await import('./slab/slab.js');
      return (memory, pages) => new SlabAllocator(memory, pages);
    },
  },
  {
    name: 'slab+buddy',
    summary: 'the same on page frames from a buddy system',
    load: async () => {
      const [{ SlabAllocator }, { BuddyPageSource }] = await Promise.all([
        import('./slab/slab.js'),
        import('./buddy/page-source.js'),
      ]);
      return (memory, pages) => new SlabAllocator(memory, new BuddyPageSource(memory, pages), 'slab+buddy');
    },
  },
  {
    name: 'mimalloc',
    summary: 'free lists sharded by page, as in mimalloc',
    load: async () => {
      const { MimallocAllocator } = await import('./mimalloc/mimalloc.js');
      return (memory, pages) => new MimallocAllocator(memory, pages);
    },
  },
  {
    name: 'arena',
    summary: 'laid one after the other, never used again',
    load: async () => {
      const { ArenaAllocator } = await import('./arena/arena.js');
      return (memory, pages) => new ArenaAllocator(memory, pages);
    },
  },
];

export const DEFAULT_DESIGN = DESIGNS[0]!;

/** There is no design of that name; the message says which there are. */
export class UnknownDesign extends Error {}

/** The design of that name, tuned. @throws UnknownDesign */
export function designNamed(name: string, tuning: FreeListTuning = {}): AllocatorDesign {
  const [design, ...others] = designsNamed(name);
  if (design === undefined || others.length > 0) throw new UnknownDesign(`one allocator, not "${name}"`);
  return design.tuned?.(tuning) ?? design;
}

/** "all", or names with commas between them; each design once, in the order of the table. @throws UnknownDesign */
export function designsNamed(text: string, designs: readonly AllocatorDesign[] = DESIGNS): AllocatorDesign[] {
  if (text === 'all') return [...designs];
  const names = designs.map((design) => design.name);
  const wanted = text.split(',').map((name) => name.trim());
  for (const name of wanted) {
    if (names.includes(name)) continue;
    const near = nearest(name, [...names, 'all']);
    const hint = near === undefined ? `expected all or some of ${names.join(', ')}` : `did you mean ${near}?`;
    throw new UnknownDesign(`there is no allocator "${name}"; ${hint}`);
  }
  return designs.filter((design) => wanted.includes(design.name));
}
