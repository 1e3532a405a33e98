/** What objects refer to, and which objects the collector knows, for TypeScript. */
import type { Address } from '../../base/ids.js';
import {
  CYCLE_HEAD,
  CYCLIC,
  GENERATION_LISTS,
  GENERATIONS,
  HEAP_TYPE,
  LINK_MASK,
  LIST_BYTES,
  NEXT_HEAD,
  TRAVERSE,
  TYPE_FLAGS,
} from '../../memory/gc/format.js';
import { IS_TYPE } from '../format/types.js';
import type { Runtime } from './runtime.js';

interface Visitor {
  readonly index: number;
  visited: Address[];
}

/** One for each runtime: it stays in the table. */
const VISITORS = new WeakMap<Runtime, Visitor>();

function visitorOf(rt: Runtime): Visitor {
  let visitor = VISITORS.get(rt);
  if (visitor === undefined) {
    const made: Visitor = {
      index: rt.nativeFunction({ parameters: 2, result: 'word' }, -1, (p) => {
        made.visited.push(p);
        return 0;
      }),
      visited: [],
    };
    rt.placeNatives();
    VISITORS.set(rt, (visitor = made));
  }
  return visitor;
}

/** What TRAVERSE visits, in its order, borrowed. */
export function referentsOf(rt: Runtime, p: Address): Address[] {
  const traverse = rt.views.word(rt.typeOf(p) + TRAVERSE);
  if (traverse === 0) return [];
  const visitor = visitorOf(rt);
  visitor.visited = [];
  rt.callIndex(traverse, p, visitor.index, 0);
  return visitor.visited;
}

/** Whether an object has a head for cycles. Types that are not made by a class statement have none. */
export function hasHead(rt: Runtime, p: Address): boolean {
  const flags = rt.views.word(rt.typeOf(p) + TYPE_FLAGS);
  return (flags & CYCLIC) !== 0 && ((flags & IS_TYPE) === 0 || (rt.views.word(p + TYPE_FLAGS) & HEAP_TYPE) !== 0);
}

export function isTracked(rt: Runtime, p: Address): boolean {
  return hasHead(rt, p) && rt.views.word(p - CYCLE_HEAD + NEXT_HEAD) !== 0;
}

/** What is in the lists of some generations, oldest object first; generation 3 is the permanent one. */
export function* trackedObjects(rt: Runtime, from = 0, to: number = GENERATIONS): Generator<Address> {
  for (let generation = from; generation <= to; generation++) {
    const list = GENERATION_LISTS + generation * LIST_BYTES;
    for (let head = nextHead(rt, list); head !== list; head = nextHead(rt, head)) yield head + CYCLE_HEAD;
  }
}

/** How many there are. */
export function generationSize(rt: Runtime, generation: number): number {
  const list = GENERATION_LISTS + generation * LIST_BYTES;
  let size = 0;
  for (let head = nextHead(rt, list); head !== list; head = nextHead(rt, head)) size++;
  return size;
}

function nextHead(rt: Runtime, head: Address): Address {
  return rt.views.word(head + NEXT_HEAD) & LINK_MASK;
}
