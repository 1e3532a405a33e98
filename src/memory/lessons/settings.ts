/**
 * What each design needs for a lesson: a heap small enough to be drawn, and requests that show what the design does.
 *
 * Designs with chunks of any size get one piece of memory, of which their own data takes a known part. Those that take
 * memory in frames of 64 KiB get one frame, and larger requests.
 */
import type { Bytes } from '../../base/ids.js';
import { CHUNK_OVERHEAD as ARENA_OVERHEAD } from '../alloc/arena/format.js';
import { REGION_OVERHEAD } from '../alloc/boundary-tags/format.js';
import { BuddyAllocator } from '../alloc/buddy/buddy.js';
import { DESIGNS, type AllocatorDesign, type FreeListTuning } from '../alloc/designs.js';
import { CONTROL_SIZE as FREE_LIST_CONTROL } from '../alloc/free-list/format.js';
import { CONTROL_SIZE as SEGREGATED_CONTROL } from '../alloc/segregated/format.js';
import { CONTROL_SIZE as TLSF_CONTROL } from '../alloc/tlsf/format.js';

export interface LessonSetting {
  /** Bytes for blocks, by default. */
  heap: Bytes;
  /** `heap` is a multiple of this. */
  heapUnit: Bytes;
  /** Bytes for the design's own data besides; undefined: it is inside of `heap`, which is whole frames. */
  own?: Bytes;
  /** Smallest and, by default, largest request. */
  least: Bytes;
  most: Bytes;
  /** How many different sizes are asked for, by default; 0: any. */
  sizes: number;
}

const FRAME = 65536;

function inOnePiece(own: Bytes): LessonSetting {
  return { heap: 512, heapUnit: 16, own, least: 1, most: 100, sizes: 0 };
}

const FREE_LIST = inOnePiece(REGION_OVERHEAD + FREE_LIST_CONTROL);
const SIZE_CLASSES: LessonSetting = { heap: FRAME, heapUnit: FRAME, least: 300, most: 1000, sizes: 3 };

const SETTINGS: Readonly<Record<string, LessonSetting>> = {
  segregated: inOnePiece(REGION_OVERHEAD + SEGREGATED_CONTROL),
  'first-fit': FREE_LIST,
  'next-fit': FREE_LIST,
  'best-fit': FREE_LIST,
  'worst-fit': FREE_LIST,
  tlsf: inOnePiece(REGION_OVERHEAD + TLSF_CONTROL),
  buddy: { heap: FRAME, heapUnit: FRAME, least: 1, most: 4000, sizes: 0 },
  slab: SIZE_CLASSES,
  mimalloc: SIZE_CLASSES,
  arena: inOnePiece(ARENA_OVERHEAD),
};

/** For designs that have no row above. */
const IN_FRAMES: LessonSetting = { heap: 4 * FRAME, heapUnit: FRAME, least: 300, most: 1000, sizes: 3 };

/** @param allocator a name in the table of designs */
export function settingOf(allocator: string): LessonSetting {
  return SETTINGS[allocator] ?? IN_FRAMES;
}

/** Buddies that are merged at once, as textbooks have it, or late, as the design does by itself. */
function buddy(coalesce: 'immediate' | 'deferred'): AllocatorDesign {
  const design = DESIGNS.find(({ name }) => name === 'buddy')!;
  return coalesce === 'deferred'
    ? design
    : {
        name: design.name,
        summary: 'binary buddies, merged at once',
        load: async () => (memory, pages) => new BuddyAllocator(memory, pages, { merging: 'eager' }),
      };
}

/** The design as the lesson has it; undefined when it cannot be tuned like that. */
export function designForLesson(design: AllocatorDesign, tuning: FreeListTuning): AllocatorDesign | undefined {
  const { coalesce, order, splitThreshold } = tuning;
  if (design.name === 'buddy' && coalesce !== 'never' && order === undefined && splitThreshold === undefined)
    return buddy(coalesce ?? 'immediate');
  if (coalesce === undefined && order === undefined && splitThreshold === undefined) return design;
  return design.tuned?.(tuning);
}
