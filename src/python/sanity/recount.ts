/**
 * The sanity checker: counts all references anew, by visiting every object that can be reached, and compares with COUNT.
 *
 * It relies on TRAVERSE: it must visit every owned reference, once for each time that it is owned, also of types whose
 * instances have no head for cycles. Counts of singletons and static types mean nothing and are not compared.
 *
 * A count that is too low will free what is in use; one that is too high leaks. While compiled code runs, its temporaries
 * are out of sight, so then only what is too low is certain.
 */
import type { Address } from '../../base/ids.js';
import { FIXED, FRAME, HEAP, SINGLETONS, SINGLETONS_END, TYPES } from '../format/memory-map.js';
import { COUNT, IMMORTAL, STR_FLAGS } from '../format/objects.js';
import * as FORMAT from '../format/types.js';
import { HEAP_TYPE, IS_TYPE, TYPE_BYTES, TYPE_FLAGS } from '../format/types.js';
import { referentsOf, trackedObjects } from '../runtime/referents.js';
import type { Runtime } from '../runtime/runtime.js';
import { blockOf, furtherBlocks, liveSmallBlocks } from '../collector/blocks.js';
import { rootsOf } from '../collector/roots.js';
import { hiddenReferents } from '../collector/hidden-referents.js';

export type Fault =
  | {
      /** Count below or above the references found. */
      readonly kind: 'too low' | 'too high';
      readonly object: Address;
      readonly type: string;
      readonly count: number;
      readonly found: number;
      readonly holders: readonly string[];
    }
  /** A reference to what is no object (any more). */
  | { readonly kind: 'dangling'; readonly object: Address; readonly holder: string }
  /** A block that no object explains: leaked, or of an object that nothing refers to. */
  | { readonly kind: 'lost block'; readonly object: Address; readonly bytes: number };

/** How many holders of an object are named. */
const HOLDERS_SHOWN = 5;
const TYPE_FIELDS = [FORMAT.BASES, FORMAT.MRO, FORMAT.TYPE_DICT, FORMAT.TYPE_SLOTS, FORMAT.SUBCLASSES];

export interface RecountOptions {
  /** Whether COUNT must be exactly what was found: by default while no Python code runs. */
  readonly exact?: boolean;
  /** Whether to look for lost blocks too; only with `exact`. */
  readonly blocks?: boolean;
}

export function recount(rt: Runtime, options: RecountOptions = {}): Fault[] {
  return new Recount(rt).run(options.exact ?? rt.views.word(FRAME) === 0, options.blocks ?? true);
}

/** One line for each fault. */
export function faultText(fault: Fault): string {
  const at = `at ${fault.object.toString(16)}`;
  switch (fault.kind) {
    case 'dangling':
      return `${fault.holder} refers to freed memory ${at}`;
    case 'lost block':
      return `the block of ${fault.bytes} bytes ${at} belongs to no object that can be reached`;
    default: {
      const holders = fault.holders.length === 0 ? '' : ` (${fault.holders.join(', ')})`;
      return `count of ${fault.type} ${at} is ${fault.kind}: ${fault.count}, and ${fault.found} references${holders}`;
    }
  }
}

class Recount {
  readonly #rt: Runtime;
  readonly #found = new Map<Address, number>();
  readonly #holders = new Map<Address, string[]>();
  readonly #work: Address[] = [];
  readonly #faults: Fault[] = [];

  constructor(rt: Runtime) {
    this.#rt = rt;
  }

  run(exact: boolean, blocks: boolean): Fault[] {
    const rt = this.#rt;
    for (const type of staticTypes(rt)) this.#visitType(type);
    for (const { holder, reference } of rootsOf(rt)) if (reference !== 0) this.#reach(reference, holder);
    for (const p of trackedObjects(rt)) this.#discover(p);
    for (const p of rt.interned.all()) this.#discover(p);
    while (this.#work.length > 0) this.#follow(this.#work.pop() as Address);
    this.#compare(exact);
    if (exact && blocks) this.#findLostBlocks();
    return this.#faults;
  }

  /** The fields of a static type; most are names, which are immortal. */
  #visitType(type: Address): void {
    for (const field of TYPE_FIELDS) {
      const reference = this.#rt.views.word(type + field);
      if (reference !== 0) this.#reach(reference, `type ${this.#rt.typeName(type)}`);
    }
  }

  #follow(p: Address): void {
    const rt = this.#rt;
    const type = rt.typeOf(p);
    const holder = `${rt.typeName(type)} at ${p.toString(16)}`;
    const referents = referentsOf(rt, p);
    for (const referent of [...referents, ...hiddenReferents(rt, p)]) this.#reach(referent, holder);
    // Instances of classes own a reference to their class, whether or not TRAVERSE tells.
    if (!referents.includes(type) && (rt.views.word(type + TYPE_FLAGS) & HEAP_TYPE) !== 0) this.#reach(type, holder);
  }

  #reach(p: Address, holder: string): void {
    if (!this.#isObject(p)) {
      this.#faults.push({ kind: 'dangling', object: p, holder });
      return;
    }
    this.#discover(p);
    this.#found.set(p, (this.#found.get(p) as number) + 1);
    const holders = this.#holders.get(p);
    if (holders === undefined) this.#holders.set(p, [holder]);
    else if (holders.length < HOLDERS_SHOWN) holders.push(holder);
  }

  #discover(p: Address): void {
    if (this.#found.has(p)) return;
    this.#found.set(p, 0);
    if (!isStaticType(p)) this.#work.push(p);
  }

  /** Whether an address may be that of an object: a count above 0, and a type that is one. */
  #isObject(p: Address): boolean {
    const { views } = this.#rt;
    if (p % 8 !== 0 || !isPlace(p) || p >= views.u8.length || views.word(p + COUNT) <= 0) return false;
    const type = this.#rt.typeOf(p);
    if (type % 8 !== 0 || !isPlace(type) || type >= views.u8.length) return false;
    return (views.word(this.#rt.typeOf(type) + TYPE_FLAGS) & IS_TYPE) !== 0;
  }

  #compare(exact: boolean): void {
    const rt = this.#rt;
    for (const [object, visits] of this.#found) {
      if (object < FIXED) continue;
      const immortal = rt.isString(object) && (rt.views.word(object + STR_FLAGS) & IMMORTAL) !== 0;
      const found = visits + (immortal ? 1 : 0);
      const count = rt.views.word(object + COUNT);
      if (count === found || (count > found && !exact)) continue;
      this.#faults.push({
        kind: count < found ? 'too low' : 'too high',
        object,
        type: rt.typeName(rt.typeOf(object)),
        count,
        found,
        holders: this.#holders.get(object) ?? [],
      });
    }
  }

  #findLostBlocks(): void {
    const rt = this.#rt;
    const known = new Set<Address>();
    for (const p of this.#found.keys()) {
      known.add(blockOf(rt, p));
      for (const block of furtherBlocks(rt, p)) known.add(block);
    }
    for (const type of staticTypes(rt)) for (const block of furtherBlocks(rt, type)) known.add(block);
    for (const { at, bytes } of liveSmallBlocks(rt))
      if (!known.has(at)) this.#faults.push({ kind: 'lost block', object: at, bytes });
  }
}

/** Where objects can be. */
function isPlace(p: Address): boolean {
  return p >= HEAP || (p >= TYPES && p < SINGLETONS_END);
}

function isStaticType(p: Address): boolean {
  return p >= TYPES && p < SINGLETONS;
}

function* staticTypes(rt: Runtime): Generator<Address> {
  for (let type = TYPES; type < SINGLETONS; type += TYPE_BYTES) if (rt.views.word(type + COUNT) !== 0) yield type;
}
