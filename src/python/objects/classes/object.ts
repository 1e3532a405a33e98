/** object: what every object can do. */
import type { Address } from '../../../base/ids.js';
import { NONE, NOT_IMPLEMENTED } from '../../format/memory-map.js';
import { ARGUMENTS, KEYWORDS, NO_ARGUMENTS, OF_CLASS, ONE_ARGUMENT } from '../../format/objects.js';
import { INHERITABLE, OBJECT_TYPE, TYPE_ERROR, TYPE_QUALNAME } from '../../format/types.js';
import { cpythonSizeOf } from '../sizes/cpython-size.js';
import { kernel, method, type TypeDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { shownAddress } from '../../runtime/shown-address.js';
import { setClass } from './set-class.js';
import { moduleOfType } from './type-names.js';
import { getState, reduce, reduceEx } from './reduce.js';

/** `<module.Name object at 0x…>` */
export function objectRepr(rt: Runtime, p: Address): Address {
  return rt.string(`<${fullTypeName(rt, rt.typeOf(p))} object at ${shownAddress(p)}>`);
}

/** `module.Qualified.Name`, without `builtins.`. */
export function fullTypeName(rt: Runtime, type: Address): string {
  const module = moduleOfType(rt, type);
  const name = rt.text(rt.views.word(type + TYPE_QUALNAME));
  return module === 0 || !rt.isString(module) || rt.text(module) === 'builtins' ? name : `${rt.text(module)}.${name}`;
}

/** The names of an object's attributes: its own, then those of its class and all that that derives from. */
function directory(rt: Runtime, p: Address): Address {
  const all = rt.dict();
  const dict = rt.optionalAttribute(p, '__dict__');
  if (dict !== 0 && rt.isDict(dict)) for (const [key, value] of rt.dictItems(dict)) rt.dictSet(all, key, value);
  const class_ = rt.optionalAttribute(p, '__class__');
  if (class_ !== 0) mergeClassDict(rt, all, class_);
  return rt.list(rt.dictItems(all).map(([key]) => key));
}

/** Puts the attributes of a class and of its bases, in their order, into a dict. */
export function mergeClassDict(rt: Runtime, all: Address, class_: Address): void {
  const dict = rt.optionalAttribute(class_, '__dict__');
  if (dict !== 0) for (const [key, value] of rt.mappingItems(dict)) rt.dictSet(all, key, value);
  const bases = rt.optionalAttribute(class_, '__bases__');
  if (bases !== 0) for (const base of rt.items(bases)) mergeClassDict(rt, all, base);
}

function format(rt: Runtime, p: Address, specification: Address): Address {
  if (!rt.isString(specification))
    rt.raise(TYPE_ERROR, `__format__() argument must be str, not ${rt.shownTypeName(rt.typeOf(specification))}`);
  if (rt.text(specification) !== '')
    rt.raise(TYPE_ERROR, `unsupported format string passed to ${rt.shownTypeName(rt.typeOf(p))}.__format__`);
  return rt.str(p);
}

export const OBJECT: TypeDefinition = {
  address: OBJECT_TYPE,
  name: 'object',
  flags: INHERITABLE,
  bytes: 8,
  slots: {
    DEALLOC: kernel('object_dealloc'),
    REPR: objectRepr,
    HASH_OF: kernel('identityHash'),
    STR: kernel('object_str'),
    GETATTR: kernel('object_getattr'),
    SETATTR: kernel('object_setattr'),
    COMPARE: kernel('object_compare'),
    INIT: kernel('object_init'),
    NEW: kernel('object_new'),
  },
  methods: [
    // It knows all shapes, so no other builtin type has one of its own.
    method('__sizeof__', NO_ARGUMENTS, (rt, p) => rt.int(cpythonSizeOf(rt, p)), 'Size of object in memory, in bytes.'),
    method('__reduce_ex__', ONE_ARGUMENT, reduceEx, 'Helper for pickle.'),
    method('__reduce__', NO_ARGUMENTS, (rt, p) => reduce(rt, p, 0), 'Helper for pickle.'),
    method('__getstate__', NO_ARGUMENTS, getState, 'Helper for pickle.'),
    method(
      '__subclasshook__',
      ARGUMENTS | OF_CLASS,
      () => NOT_IMPLEMENTED,
      'Abstract classes can override this to customize issubclass().',
    ),
    method(
      '__init_subclass__',
      KEYWORDS | OF_CLASS,
      (rt, class_, _at, positional, names) => {
        const given = positional + (names === 0 ? 0 : rt.tupleItems(names).length);
        if (names !== 0 && given > 0)
          rt.raise(TYPE_ERROR, `${rt.typeName(class_)}.__init_subclass__() takes no keyword arguments`);
        if (given > 0)
          rt.raise(TYPE_ERROR, `${rt.typeName(class_)}.__init_subclass__() takes no arguments (${given} given)`);
        return NONE;
      },
      'This method is called when a class is subclassed.',
    ),
    method('__format__', ONE_ARGUMENT, format, 'Default object formatter.'),
    method('__dir__', NO_ARGUMENTS, directory, 'Default dir() implementation.'),
  ],
  properties: [
    {
      name: '__class__',
      get: kernel('object_get_class'),
      set: setClass,
      doc: "the object's class",
    },
  ],
  doc: 'The class that all others derive from.',
};
