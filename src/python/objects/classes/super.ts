/** super(): how it is made, with and without arguments. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import {
  ARGUMENT_COUNT,
  CELL_NAMES,
  CODE,
  FRAME_FUNCTION,
  FREE_NAMES,
  LOCALS,
  LOCALS_COUNT,
  LOCAL_NAMES,
} from '../../format/frames.js';
import { FRAME, NONE } from '../../format/memory-map.js';
import { CELL_VALUE, SUPER_BYTES, SUPER_CLASS, SUPER_OBJECT, SUPER_TYPE } from '../../format/objects.js';
import {
  CALLED_DIRECTLY,
  CELL_TYPE,
  INHERITABLE,
  IS_TYPE,
  RUNTIME_ERROR,
  SUPER_TYPE as TYPE,
  TYPE_ERROR,
} from '../../format/types.js';
import { kernel, type TypeDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { setOwned } from './fields.js';

/** The type whose MRO is walked: of an instance of the class, or the object if it is a class derived from it. */
function checkedType(rt: Runtime, class_: Address, object: Address): Address {
  if (rt.hasFlag(object, IS_TYPE) && rt.kernel.isSubtype(object, class_) !== 0) return object;
  if (rt.isInstance(object, class_)) return rt.typeOf(object);
  const shown = rt.optionalAttribute(object, '__class__');
  if (
    shown !== 0 &&
    shown !== rt.typeOf(object) &&
    rt.hasFlag(shown, IS_TYPE) &&
    rt.kernel.isSubtype(shown, class_) !== 0
  )
    return shown;
  return rt.raise(TYPE_ERROR, 'super(type, obj): obj must be an instance or subtype of type');
}

/** The class that the running method is defined in, and its first argument. */
function fromFrame(rt: Runtime): [Address, Address] {
  const { views } = rt;
  const frame = views.word(FRAME);
  const function_ = frame === 0 ? 0 : views.word(frame + FRAME_FUNCTION);
  if (function_ === 0) rt.raise(RUNTIME_ERROR, 'super(): no current frame');
  const code = views.word(function_ + CODE);
  if (views.word(code + ARGUMENT_COUNT) === 0) rt.raise(RUNTIME_ERROR, 'super(): no arguments');
  const slot = (at: number) => views.word(frame + LOCALS + 4 * at);
  const cells = rt.tupleItems(views.word(code + CELL_NAMES));
  const free = rt.tupleItems(views.word(code + FREE_NAMES));
  const count = views.word(code + LOCALS_COUNT);
  const firstName = rt.tupleItems(views.word(code + LOCAL_NAMES))[0];
  const inCell = cells.indexOf(firstName);
  let object = slot(0);
  if (inCell !== -1) {
    const cell =
      object !== 0 && rt.typeOf(object) === CELL_TYPE ? object : slot(count - free.length - cells.length + inCell);
    object = cell === 0 ? 0 : views.word(cell + CELL_VALUE);
  }
  if (object === 0) rt.raise(RUNTIME_ERROR, 'super(): arg[0] deleted');
  const at = free.indexOf(rt.name('__class__'));
  if (at === -1) rt.raise(RUNTIME_ERROR, 'super(): __class__ cell not found');
  const cell = slot(count - free.length + at);
  if (cell === 0 || rt.typeOf(cell) !== CELL_TYPE) rt.raise(RUNTIME_ERROR, 'super(): bad __class__ cell');
  const class_ = views.word(cell + CELL_VALUE);
  if (class_ === 0) rt.raise(RUNTIME_ERROR, 'super(): empty __class__ cell');
  if (!rt.hasFlag(class_, IS_TYPE))
    rt.raise(RUNTIME_ERROR, `super(): __class__ is not a type (${rt.shownTypeName(rt.typeOf(class_))})`);
  return [class_, object];
}

function initialise(rt: Runtime, p: Address, args: Address, positional: number, names: Address): void {
  if (names !== 0 && rt.tupleItems(names).length > 0) rt.raise(TYPE_ERROR, 'super() takes no keyword arguments');
  if (positional > 2) rt.raise(TYPE_ERROR, `super() expected at most 2 arguments, got ${positional}`);
  const given = rt.words(args, positional);
  const [class_, second] = positional === 0 ? fromFrame(rt) : given;
  if (!rt.hasFlag(class_, IS_TYPE))
    rt.raise(TYPE_ERROR, `super() argument 1 must be a type, not ${rt.shownTypeName(rt.typeOf(class_))}`);
  const object = second === undefined || second === NONE ? 0 : second;
  const type = object === 0 ? 0 : checkedType(rt, class_, object);
  setOwned(rt, p, SUPER_CLASS, class_);
  setOwned(rt, p, SUPER_OBJECT, object);
  setOwned(rt, p, SUPER_TYPE, type);
}

function repr(rt: Runtime, p: Address): Address {
  const class_ = rt.views.word(p + SUPER_CLASS);
  const type = rt.views.word(p + SUPER_TYPE);
  const name = class_ === 0 ? 'NULL' : rt.typeName(class_);
  return rt.string(
    type === 0 ? `<super: <class '${name}'>, NULL>` : `<super: <class '${name}'>, <${rt.typeName(type)} object>>`,
  );
}

export const SUPER: TypeDefinition = {
  address: TYPE,
  name: 'super',
  flags: INHERITABLE | CYCLIC | CALLED_DIRECTLY,
  bytes: SUPER_BYTES,
  slots: {
    DEALLOC: kernel('super_dealloc'),
    TRAVERSE: kernel('super_traverse'),
    REPR: repr,
    GETATTR: kernel('super_getattr'),
    GET: (rt, p, object) => {
      if (object === 0 || object === NONE || rt.views.word(p + SUPER_OBJECT) !== 0) return p;
      return rt.call(rt.typeOf(p), [rt.views.word(p + SUPER_CLASS), object]);
    },
    NEW: kernel('super_new'),
    INIT: kernel('super_init', initialise),
  },
  members: [
    { name: '__thisclass__', at: SUPER_CLASS, kind: 'object', readOnly: true },
    { name: '__self__', at: SUPER_OBJECT, kind: 'object', readOnly: true },
    { name: '__self_class__', at: SUPER_TYPE, kind: 'object', readOnly: true },
  ],
  doc: 'The attributes of the classes behind one in a method resolution order.',
};
