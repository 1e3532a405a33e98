/** Pools and arenas as they are: for sys.getallocatedblocks, sys._debugmallocstats and reports. */
import type { Address, Bytes } from '../../base/ids.js';
import {
  ARENA_AT,
  ARENA_BYTES,
  ARENA_END,
  ARENAS,
  FREE_LINK,
  FREE_LISTS,
  FREE_POOLS,
  LARGE_BYTES,
  LARGE_COUNT,
  POOL_BYTES,
  POOL_CARVED,
  POOL_CLASS,
  POOL_NEXT,
  POOLS,
  SMALL_LIMIT,
} from '../../memory/gc/format.js';
import { IS_TYPE } from '../format/types.js';
import { blocksBeside, blockSize, hasOwnValues, isSlotted, splitSlots } from '../objects/sizes/cpython-size.js';
import { trackedObjects } from '../runtime/referents.js';
import type { Runtime } from '../runtime/runtime.js';
import { furtherBlocks } from './blocks.js';

export interface SizeClass {
  /** Of a block. */
  readonly bytes: Bytes;
  readonly pools: number;
  readonly used: number;
  readonly free: number;
}

export interface PoolStatistics {
  readonly arenas: number;
  readonly classes: readonly SizeClass[];
  /** Pools of no class, and those that were never used. */
  readonly freePools: number;
  readonly untouchedPools: number;
  readonly largeBlocks: number;
  readonly largeBytes: Bytes;
}

const CLASSES = SMALL_LIMIT / 16;

export function poolStatistics(rt: Runtime): PoolStatistics {
  const { views } = rt;
  const pools = Array.from({ length: CLASSES + 1 }, () => 0);
  const carved = Array.from({ length: CLASSES + 1 }, () => 0);
  for (const pool of linked(rt, POOLS)) {
    const sizeClass = views.word(pool + POOL_CLASS);
    pools[sizeClass]++;
    carved[sizeClass] += views.word(pool + POOL_CARVED);
  }
  const classes = pools.map((count, sizeClass) => {
    const free = freeBlocks(rt, sizeClass);
    return { bytes: sizeClass * 16, pools: count, used: carved[sizeClass] - free, free };
  });
  // What needs no bytes at all is served by the list 0, whose blocks are those of class 1.
  const [none, first, ...others] = classes;
  const smallest = { ...first, used: first.used + none.used, free: first.free + none.free };
  return {
    arenas: views.word(ARENAS),
    classes: [smallest, ...others],
    freePools: [...linked(rt, FREE_POOLS)].length,
    untouchedPools: (views.word(ARENA_END) - views.word(ARENA_AT)) / POOL_BYTES,
    largeBlocks: views.word(LARGE_COUNT),
    largeBytes: views.word(LARGE_BYTES),
  };
}

function* linked(rt: Runtime, cell: Address): Generator<Address> {
  for (let pool = rt.views.word(cell); pool !== 0; pool = rt.views.word(pool + POOL_NEXT)) yield pool;
}

function freeBlocks(rt: Runtime, sizeClass: number): number {
  let count = 0;
  const first = rt.views.word(FREE_LISTS + 4 * sizeClass);
  for (let block = first; block !== 0; block = rt.views.word(block + FREE_LINK)) count++;
  return count;
}

/** sys.getallocatedblocks. Costs a walk over all objects that the collector knows. */
export function allocatedBlocks(rt: Runtime): number {
  const { classes, largeBlocks } = poolStatistics(rt);
  let count = classes.reduce((sum, { used }) => sum + used, largeBlocks);
  for (const p of trackedObjects(rt)) count += cpythonBlocks(rt, p) - furtherBlocks(rt, p).length;
  return count;
}

/** How many blocks belong to an object alone in CPython: attributes have one of their own, a small set lies in itself. */
function cpythonBlocks(rt: Runtime, p: Address): number {
  if (isSlotted(rt, p)) return hasOwnValues(rt, p) ? 1 : 0;
  if (splitSlots(rt, p) !== 0) return 1;
  if (rt.hasFlag(p, IS_TYPE)) return furtherBlocks(rt, p).length;
  return blocksBeside(rt, p).length + (blockSize(rt, p) === 0 ? 0 : 1);
}

/** Bytes of arenas and large blocks: what the program's objects have of the machine. */
export function heapBytes(rt: Runtime): Bytes {
  return rt.views.word(ARENAS) * ARENA_BYTES + rt.views.word(LARGE_BYTES);
}

/** sys._debugmallocstats: the classes in use, and what they have in common. */
export function poolTable(rt: Runtime): string {
  const { arenas, classes, freePools, untouchedPools, largeBlocks, largeBytes } = poolStatistics(rt);
  const rows = classes
    .map((each, index) => ({ index, ...each }))
    .filter(({ pools }) => pools > 0)
    .map(({ index, bytes, pools, used, free }) => row([index, bytes, pools, used, free], [5, 6, 11, 15, 13]));
  const inUse = classes.reduce((sum, { used, bytes }) => sum + used * bytes, 0);
  const available = classes.reduce((sum, { free, bytes }) => sum + free * bytes, 0);
  const totals: [string, number][] = [
    [`# arenas of ${ARENA_BYTES} bytes`, arenas],
    ['# bytes in allocated blocks', inUse],
    ['# bytes in available blocks', available],
    [`# unused pools of ${POOL_BYTES} bytes`, freePools + untouchedPools],
    ['# larger blocks', largeBlocks],
    ['# bytes in larger blocks', largeBytes],
  ];
  return [
    `Small block threshold = ${SMALL_LIMIT}, in ${CLASSES} size classes.`,
    '',
    'class   size   num pools   blocks in use  avail blocks',
    '-----   ----   ---------   -------------  ------------',
    ...rows,
    '',
    ...totals.map(([label, value]) => `${label.padEnd(40)} = ${value.toLocaleString('en-US').padStart(20)}`),
    '',
  ].join('\n');
}

function row(values: readonly number[], widths: readonly number[]): string {
  return values.map((value, at) => String(value).padStart(widths[at])).join(' ');
}
