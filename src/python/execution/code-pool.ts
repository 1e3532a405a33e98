/** The objects that compiled code refers to: constants, names, code objects, caches. */
import type { Address, Bytes } from '../../base/ids.js';
import type { CodeParts, Constant, Pool } from '../compile/pool.js';
import * as FRAMES from '../format/frames.js';
import { ELLIPSIS, FALSE, NONE, TRUE } from '../format/memory-map.js';
import { CODE_TYPE, FROZENSET_TYPE } from '../format/types.js';
import type { Runtime } from '../runtime/runtime.js';
import { addSites } from './sites.js';

/** Strings of these characters are interned where they are constants. */
const NAME_LIKE = /^[A-Za-z0-9_]*$/;

export class CodePool implements Pool {
  readonly tableBase: number;
  readonly fileName: string;
  readonly #rt: Runtime;
  readonly #file: Address;
  readonly #generatorEntry: number;

  constructor(rt: Runtime, fileName: string) {
    this.#rt = rt;
    this.fileName = fileName;
    // Before the functions of the module get their indices.
    this.#generatorEntry = rt.kernelFunction('generator_entry');
    this.tableBase = rt.tableTop;
    this.#file = rt.string(fileName);
  }

  name(text: string): Address {
    return this.#rt.name(text);
  }

  names(list: readonly string[]): Address {
    return this.#rt.tuple(list.map((one) => this.name(one)));
  }

  cache(bytes: Bytes): Address {
    const at = this.#rt.fixed(bytes);
    for (let word = at; word < at + bytes; word += 4) this.#rt.views.setWord(word, -1);
    return at;
  }

  constant(value: Constant): Address {
    const rt = this.#rt;
    switch (value.type) {
      case 'none':
        return NONE;
      case 'true':
        return TRUE;
      case 'false':
        return FALSE;
      case 'ellipsis':
        return ELLIPSIS;
      case 'int':
        return rt.int(value.value);
      case 'float':
        return rt.float(value.value);
      case 'complex':
        return rt.keep(rt.kernel.newComplex(0, value.imaginary));
      case 'str':
        return NAME_LIKE.test(value.value) ? rt.name(value.value) : rt.string(value.value);
      case 'bytes':
        return rt.newBytes(value.value);
      case 'tuple':
        return rt.tuple(value.items.map((item) => this.constant(item)));
      case 'frozenset':
        return rt.call(FROZENSET_TYPE, [rt.tuple(value.items.map((item) => this.constant(item)))]);
      case 'code':
        return value.address;
    }
  }

  code(parts: CodeParts): Address {
    const rt = this.#rt;
    const { views } = rt;
    const p = rt.keep(rt.kernel.newObject(CODE_TYPE, FRAMES.CODE_BYTES));
    const own = (field: number, value: Address) => {
      rt.incref(value);
      views.setWord(p + field, value);
    };
    own(FRAMES.CODE_NAME, this.name(parts.name));
    own(FRAMES.CODE_QUALNAME, this.name(parts.qualifiedName));
    own(FRAMES.CODE_FILE, this.#file);
    own(FRAMES.LOCAL_NAMES, this.names(parts.localNames));
    own(FRAMES.CELL_NAMES, this.names(parts.cellNames));
    own(FRAMES.FREE_NAMES, this.names(parts.freeNames));
    own(FRAMES.GLOBAL_NAMES, this.names(parts.globalNames));
    own(FRAMES.CONSTANTS, rt.tuple(parts.constants));
    const words: readonly (readonly [field: number, value: number])[] = [
      [FRAMES.FIRST_LINE, parts.firstLine],
      [FRAMES.ARGUMENT_COUNT, parts.argumentCount],
      [FRAMES.POSITIONAL_ONLY, parts.positionalOnly],
      [FRAMES.KEYWORD_ONLY, parts.keywordOnly],
      [FRAMES.CODE_FLAGS, parts.flags],
      [FRAMES.LOCALS_COUNT, parts.slots],
      [FRAMES.CODE_ENTRY, parts.makesGenerator ? this.#generatorEntry : parts.index],
      [FRAMES.CODE_BODY, parts.index],
      [FRAMES.CODE_FRAME_BYTES, parts.frameBytes],
      [FRAMES.CODE_SITES, addSites(rt, parts.sites)],
      [FRAMES.CODE_WEAK, 0],
    ];
    for (const [field, value] of words) views.setWord(p + field, value);
    return p;
  }
}
