/** code.replace: another code object with the same compiled body. */
import type { Address } from '../../base/ids.js';
import * as FRAMES from '../format/frames.js';
import { CODE_TYPE, NOT_IMPLEMENTED_ERROR, TYPE_ERROR } from '../format/types.js';
import { setReference } from '../modules/fields.js';
import type { Runtime } from '../runtime/runtime.js';
import { addSites } from './sites.js';

const TEXTS: Readonly<Record<string, number>> = {
  co_name: FRAMES.CODE_NAME,
  co_qualname: FRAMES.CODE_QUALNAME,
  co_filename: FRAMES.CODE_FILE,
};
const WORDS: Readonly<Record<string, number>> = {
  co_flags: FRAMES.CODE_FLAGS,
  co_firstlineno: FRAMES.FIRST_LINE,
};
const REFERENCES = [
  FRAMES.CODE_NAME,
  FRAMES.CODE_QUALNAME,
  FRAMES.CODE_FILE,
  FRAMES.LOCAL_NAMES,
  FRAMES.CELL_NAMES,
  FRAMES.FREE_NAMES,
  FRAMES.CONSTANTS,
  FRAMES.GLOBAL_NAMES,
];

/** @param named the fields that differ, a dict */
export function replaceCode(rt: Runtime, code: Address, named: Address): Address {
  const { views } = rt;
  rt.compiler.complete(code);
  const copy = rt.keep(rt.kernel.newObject(CODE_TYPE, FRAMES.CODE_BYTES));
  for (let field = FRAMES.CODE_NAME; field < FRAMES.CODE_BYTES; field += 4)
    views.setWord(copy + field, views.word(code + field));
  for (const field of REFERENCES) if (views.word(copy + field) !== 0) rt.incref(views.word(copy + field));
  views.setWord(copy + FRAMES.CODE_WEAK, 0);
  const sites = rt.sites.get(views.word(code + FRAMES.CODE_SITES));
  if (sites !== undefined) views.setWord(copy + FRAMES.CODE_SITES, addSites(rt, sites));
  // The body must not be given up before both are.
  rt.hold(code);
  rt.hold(copy);
  for (const [key, value] of rt.dictItems(named)) replaceField(rt, copy, rt.text(key), value);
  return copy;
}

function replaceField(rt: Runtime, copy: Address, name: string, value: Address): void {
  if (name in TEXTS) {
    if (!rt.isString(value))
      rt.raise(TYPE_ERROR, `replace() argument '${name}' must be str, not ${rt.argumentTypeName(value)}`);
    setReference(rt, copy, TEXTS[name], value);
  } else if (name in WORDS) rt.views.setWord(copy + WORDS[name], rt.status(rt.kernel.wordOf(value)));
  else if (!rt.hasAttribute(copy, name) && name !== 'co_code')
    rt.raise(TYPE_ERROR, `'${name}' is an invalid keyword argument for replace()`);
  else if (!rt.isEqual(rt.attribute(copy, name), value))
    rt.raise(NOT_IMPLEMENTED_ERROR, `${name} of compiled code cannot be replaced`);
}
