/**
 * What a word of a program's memory is, for people: a variable of a function, an element of a list, an attribute … Finds
 * the block that the word lies in and the object that has it.
 *
 * Cost: O(1) within objects; the owner of a block of references (items of a list, keys of a dict) is searched among all
 * objects once, and then remembered with its block.
 */
import type { Address } from '../../base/ids.js';
import { IS_WEAK } from '../../memory/gc/format.js';
import { blockBytes, blockOf, furtherBlocks } from '../collector/blocks.js';
import { allocationTraces } from '../collector/traces.js';
import {
  CELL_NAMES,
  CODE,
  CODE_QUALNAME,
  FRAME_FUNCTION,
  FRAME_LOCALS,
  FRAME_OF,
  FREE_NAMES,
  GENERATOR_CODE,
  GENERATOR_OWN_FRAME,
  GENERATOR_QUALNAME,
  LOCAL_NAMES,
  LOCALS,
  LOCALS_COUNT,
  PREVIOUS_FRAME,
} from '../format/frames.js';
import { FRAME, HEAP, STACK, STACK_END, WATCH_LEAVING } from '../format/memory-map.js';
import {
  CELL_VALUE,
  ENTRY_BYTES,
  ENTRY_KEY,
  INSTANCE_DICT,
  INSTANCE_SLOTS,
  ITEMS,
  KEYS,
  KEYS_INDICES,
  KEYS_LOG,
  LENGTH,
  METHOD_SELF,
  MODULE_DICT,
  TUPLE_ITEMS,
} from '../format/objects.js';
import {
  ASYNC_GENERATOR_TYPE,
  CELL_TYPE,
  COROUTINE_TYPE,
  FRAME_TYPE,
  GENERATOR_TYPE,
  IS_DICT,
  IS_LIST,
  IS_TUPLE,
  IS_TYPE,
  METHOD_TYPE,
  MODULE_TYPE,
  SHARED_KEYS,
  SLOTTED,
  TYPE_DICT,
  TYPE_FLAGS,
} from '../format/types.js';
import { referentsOf, trackedObjects } from '../runtime/referents.js';
import type { Runtime } from '../runtime/runtime.js';

export interface HoldingPlace {
  /**
   * operand: on the way to a function that is called. variable: of a function that runs. heap: in an object.
   */
  readonly kind: 'operand' | 'variable' | 'global' | 'heap';
  readonly text: string;
  /** The same for all items of a list, all keys of a dict. */
  readonly general: string;
  /** The function's frame is being emptied. */
  readonly isLeaving?: boolean;
  /** The object that has it, or 0: nothing is known of it, or it is no object that has it. */
  readonly owner: Address;
}

const GENERATORS = [GENERATOR_TYPE, COROUTINE_TYPE, ASYNC_GENERATOR_TYPE];
/** Longest text of a key. */
const KEY_LENGTH = 20;

export class HoldingPlaces {
  readonly #rt: Runtime;
  /** By block: who has had it. */
  readonly #owners = new Map<Address, Address>();
  /** What was searched for since the last statement, in vain or not. */
  readonly #searched = new Map<Address, Address>();

  constructor(rt: Runtime) {
    this.#rt = rt;
  }

  /** What nobody had may belong to somebody from now on. */
  searchAgain(): void {
    this.#searched.clear();
  }

  /** Undefined: what stands there counts for nothing, in a weak reference or behind the end of a list. */
  at(address: Address): HoldingPlace | undefined {
    if (address >= STACK && address < STACK_END) return this.#onStack(address);
    // Cells of the interpreter hold what is on its way.
    if (address < HEAP) return undefined;
    const owner = this.#ownerOf(address);
    if (owner === 0) return { kind: 'heap', ...same('an object'), owner: 0 };
    if ((this.#rt.views.word(this.#rt.typeOf(owner) + TYPE_FLAGS) & IS_WEAK) !== 0) return undefined;
    return this.#inObject(owner, address);
  }

  #onStack(address: Address): HoldingPlace {
    const { views } = this.#rt;
    const leaving = this.#inRunningFrame(views.word(WATCH_LEAVING), address);
    if (leaving !== undefined) return { ...leaving, isLeaving: true };
    for (let frame = views.word(FRAME); frame !== 0; frame = views.word(frame + PREVIOUS_FRAME)) {
      const found = this.#inRunningFrame(frame, address);
      if (found !== undefined) return found;
    }
    return { kind: 'operand', ...same('an argument'), owner: 0 };
  }

  #inRunningFrame(frame: Address, address: Address): HoldingPlace | undefined {
    const { views } = this.#rt;
    const function_ = frame === 0 ? 0 : views.word(frame + FRAME_FUNCTION);
    if (address < frame || function_ === 0) return undefined;
    const code = views.word(function_ + CODE);
    const slot = (address - frame - LOCALS) / 4;
    if (slot < 0 || slot >= views.word(code + LOCALS_COUNT)) return undefined;
    return { kind: 'variable', ...same(`${this.#variable(code, slot)} of ${this.#functionName(code)}`), owner: 0 };
  }

  #functionName(code: Address): string {
    return this.#rt.text(this.#rt.views.word(code + CODE_QUALNAME)).replaceAll('.<locals>', '');
  }

  #variable(code: Address, slot: number): string {
    const rt = this.#rt;
    const fast = this.#names(code + LOCAL_NAMES);
    const cells = this.#names(code + CELL_NAMES).filter((name) => !fast.includes(name));
    return [...fast, ...cells, ...this.#names(code + FREE_NAMES)][slot] ?? rt.text(rt.views.word(code + CODE_QUALNAME));
  }

  #names(cell: Address): string[] {
    return this.#rt.tupleItems(this.#rt.views.word(cell)).map((name) => this.#rt.text(name));
  }

  /** The object that a word in the heap belongs to, or 0. */
  #ownerOf(address: Address): Address {
    const block = allocationTraces(this.#rt).blockAround(address);
    if (block !== undefined && block.object !== 0) return block.object;
    if (block !== undefined) return this.#ownerOfBlock(block.at);
    return this.#onceAStatement(address, () => this.#untracedOwner(address));
  }

  /** What was made before anything was traced. */
  #untracedOwner(address: Address): Address {
    const rt = this.#rt;
    for (const p of trackedObjects(rt)) {
      for (const block of [blockOf(rt, p), ...furtherBlocks(rt, p)])
        if (block >= HEAP && address >= block && address < block + blockBytes(rt, block)) return p;
    }
    return 0;
  }

  #ownerOfBlock(block: Address): Address {
    const rt = this.#rt;
    const owns = (p: Address) => furtherBlocks(rt, p).includes(block);
    const known = this.#owners.get(block);
    if (known !== undefined && allocationTraces(rt).blockAt(blockOf(rt, known)) !== undefined && owns(known))
      return known;
    return this.#onceAStatement(block, () => {
      for (const p of this.#objects()) {
        if (!owns(p)) continue;
        this.#owners.set(block, p);
        return p;
      }
      return 0;
    });
  }

  #onceAStatement(block: Address, search: () => Address): Address {
    let found = this.#searched.get(block);
    if (found === undefined) this.#searched.set(block, (found = search()));
    return found;
  }

  /** All objects of the heap. */
  *#objects(): Generator<Address> {
    yield* trackedObjects(this.#rt);
    for (const { object } of allocationTraces(this.#rt).blocks()) if (object !== 0) yield object;
  }

  #inObject(owner: Address, address: Address): HoldingPlace | undefined {
    const rt = this.#rt;
    const heap = (text: string, general = text): HoldingPlace => ({ kind: 'heap', text, general, owner });
    const type = rt.typeOf(owner);
    const field = address - owner;
    const typeName = this.#shortName(rt.typeName(type));
    const a = article(typeName);
    if (rt.hasFlag(owner, IS_LIST)) {
      const index = (address - rt.views.word(owner + ITEMS)) / 4;
      return index < rt.views.word(owner + LENGTH) || rt.countOf(owner) === 0
        ? heap(`item ${index} of ${a}`, a)
        : undefined;
    }
    if (rt.hasFlag(owner, IS_TUPLE) && field >= TUPLE_ITEMS)
      return heap(`item ${(field - TUPLE_ITEMS) / 4} of ${a}`, a);
    if (rt.hasFlag(owner, IS_DICT)) return this.#inDict(owner, address);
    if (type === CELL_TYPE && field === CELL_VALUE) return heap('a variable that closures share');
    if (type === METHOD_TYPE && field === METHOD_SELF) return heap('self of a bound method');
    if (GENERATORS.includes(type)) return this.#inGenerator(owner, address);
    if (type === FRAME_TYPE) return this.#inFrame(owner, address);
    const attribute = this.#attribute(owner, field);
    return heap(attribute === undefined ? a : `attribute ${attribute} of ${a}`);
  }

  #shortName(name: string): string {
    return name.slice(name.lastIndexOf('.') + 1);
  }

  /** Of a field of an instance that is an attribute in a slot of its own. */
  #attribute(owner: Address, field: number): string | undefined {
    const { views } = this.#rt;
    const type = this.#rt.typeOf(owner);
    const shared = views.word(type + SHARED_KEYS);
    if ((views.word(type + TYPE_FLAGS) & SLOTTED) === 0 || shared === 0 || field < INSTANCE_SLOTS) return undefined;
    const name = this.#rt.keyNames(shared)[(field - INSTANCE_SLOTS) / 4];
    return name === undefined ? undefined : this.#rt.text(name);
  }

  #inGenerator(generator: Address, address: Address): HoldingPlace {
    const { views } = this.#rt;
    const code = views.word(generator + GENERATOR_CODE);
    const name = this.#rt.text(views.word(generator + GENERATOR_QUALNAME)).replaceAll('.<locals>', '');
    const slot = (address - generator - GENERATOR_OWN_FRAME - LOCALS) / 4;
    const isVariable = slot >= 0 && slot < views.word(code + LOCALS_COUNT);
    const text = isVariable ? `${this.#variable(code, slot)} of generator ${name}` : `generator ${name}`;
    return { kind: 'heap', ...same(text), owner: generator };
  }

  #inFrame(object: Address, address: Address): HoldingPlace {
    const { views } = this.#rt;
    const frame = views.word(object + FRAME_OF);
    const function_ = frame === 0 ? 0 : views.word(frame + FRAME_FUNCTION);
    const slot = (address - frame - LOCALS) / 4;
    if (function_ === 0 || slot < 0) return { kind: 'heap', ...same('a frame'), owner: object };
    const code = views.word(function_ + CODE);
    const text = `${this.#variable(code, slot)} of the frame of ${this.#functionName(code)}, which is kept`;
    return { kind: 'heap', ...same(text), owner: object };
  }

  #inDict(dict: Address, address: Address): HoldingPlace {
    const rt = this.#rt;
    const { views } = rt;
    const keys = views.word(dict + KEYS);
    const log = views.word(keys + KEYS_LOG);
    const width = log < 8 ? 1 : log < 16 ? 2 : 4;
    const entries = keys + KEYS_INDICES + (((width << log) + 7) & ~7);
    const entry = address - ((address - entries) % ENTRY_BYTES);
    const of = (kind: 'global' | 'heap', text: string, general = text): HoldingPlace => ({
      kind,
      text,
      general,
      owner: dict,
    });
    if (address - entry === ENTRY_KEY) return of('heap', 'a key of a dict');
    const key = views.word(entry + ENTRY_KEY);
    const name = key !== 0 && rt.isString(key) ? rt.text(key) : this.#keyText(key);
    if (key === 0) return of('heap', '');
    const space = this.#namespace(dict);
    if (space?.kind === 'global') return of('global', space.of === '' ? name : `${name} of ${space.of}`);
    if (space !== undefined) return of('heap', `attribute ${name} of ${space.of}`);
    return of('heap', `${this.#keyText(key)} of a dict`, 'a dict');
  }

  #keyText(key: Address): string {
    const rt = this.#rt;
    if (rt.isString(key)) {
      const text = rt.text(key);
      return `['${text.length > KEY_LENGTH ? `${text.slice(0, KEY_LENGTH - 1)}…` : text}']`;
    }
    return rt.isInt(key)
      ? `[${rt.bigInt(key)}]`
      : `the entry of ${article(this.#shortName(rt.typeName(rt.typeOf(key))))}`;
  }

  /** What a dict is the namespace of: '' is the program's main module. Undefined: it is a dict of the program. */
  #namespace(dict: Address): { kind: 'global' | 'attribute'; of: string } | undefined {
    const rt = this.#rt;
    const { views } = rt;
    for (let frame = views.word(FRAME); frame !== 0; frame = views.word(frame + PREVIOUS_FRAME)) {
      if (views.word(frame + FRAME_LOCALS) !== dict) continue;
      const name = this.#functionName(views.word(views.word(frame + FRAME_FUNCTION) + CODE));
      if (name !== '<module>') return { kind: 'attribute', of: `class ${name}` };
    }
    for (const p of trackedObjects(rt)) {
      if (rt.typeOf(p) === MODULE_TYPE && views.word(p + MODULE_DICT) === dict) {
        const name = rt.dictGet(dict, rt.name('__name__'));
        const text = name !== 0 && rt.isString(name) ? rt.text(name) : 'a module';
        return { kind: 'global', of: text === '__main__' ? '' : `module ${text}` };
      }
      if (rt.hasFlag(p, IS_TYPE)) {
        if (views.word(p + TYPE_DICT) === dict)
          return { kind: 'attribute', of: `class ${this.#shortName(rt.typeName(p))}` };
      } else if ((views.word(rt.typeOf(p) + TYPE_FLAGS) & SLOTTED) !== 0 && views.word(p + INSTANCE_DICT) === dict)
        return { kind: 'attribute', of: article(this.#shortName(rt.typeName(rt.typeOf(p)))) };
    }
    return undefined;
  }

  /** All places in objects that hold a reference to one, and in the frames that run. */
  of(object: Address): HoldingPlace[] {
    const rt = this.#rt;
    const found = new Map<Address, HoldingPlace>();
    for (const p of new Set(this.#objects())) {
      let left = referentsOf(rt, p).filter((referent) => referent === object).length;
      for (const block of left === 0 ? [] : [blockOf(rt, p), ...furtherBlocks(rt, p)])
        left -= this.#search(block, block + blockBytes(rt, block), object, found, left);
    }
    for (let frame = rt.views.word(FRAME); frame !== 0; frame = rt.views.word(frame + PREVIOUS_FRAME)) {
      const function_ = rt.views.word(frame + FRAME_FUNCTION);
      const count = function_ === 0 ? 0 : rt.views.word(rt.views.word(function_ + CODE) + LOCALS_COUNT);
      this.#search(frame + LOCALS, frame + LOCALS + 4 * count, object, found, count);
    }
    return [...found.values()];
  }

  /** With the global variables of the program that lead there. */
  described({ kind, text, owner }: HoldingPlace): string {
    if (kind === 'global') return `global ${text}`;
    const names = owner === 0 ? [] : this.#globals.filter(([, value]) => value === owner).map(([name]) => name);
    return names.length === 0 ? text : `${text} (global ${names.join(', ')})`;
  }

  /** The variables of the main module. */
  get #globals(): [string, Address][] {
    const rt = this.#rt;
    for (const p of trackedObjects(rt)) {
      if (rt.typeOf(p) !== MODULE_TYPE) continue;
      const dict = rt.views.word(p + MODULE_DICT);
      if (this.#namespace(dict)?.of !== '') continue;
      return rt.dictItems(dict).flatMap(([key, value]) => (rt.isString(key) ? [[rt.text(key), value]] : []));
    }
    return [];
  }

  /** @returns how many were found, at most as many as are wanted */
  #search(from: Address, to: Address, object: Address, found: Map<Address, HoldingPlace>, wanted: number): number {
    let count = 0;
    for (let at = from; at < to && count < wanted; at += 4) {
      const place = this.#rt.views.word(at) === object ? this.at(at) : undefined;
      if (place === undefined) continue;
      found.set(at, place);
      count++;
    }
    return count;
  }
}

const same = (text: string): Pick<HoldingPlace, 'text' | 'general'> => ({ text, general: text });

/** "a list", "an iterator". */
function article(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}
