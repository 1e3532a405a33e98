/**
 * The allocator designs by the names that the command line knows. A design's code is loaded when it is first asked for.
 *
 * To add one: a row in DESIGNS. The first row is the default, which others are compared with.
 */
import { nearest } from '../../base/nearest.js';
import type { KernelMemory } from '../kernel.js';
import type { Allocator, PageSource } from './contract.js';

export type MakeAllocator = (memory: KernelMemory, pages: PageSource) => Allocator;

export interface AllocatorDesign {
  name: string;
  /** Half a line for help and tables. */
  summary: string;
  load(): Promise<MakeAllocator>;
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
];

export const DEFAULT_DESIGN = DESIGNS[0]!;

/** There is no design of that name; the message says which there are. */
export class UnknownDesign extends Error {}

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
