/**
 * Types such as os.stat_result and time.struct_time: tuples whose elements have names. Fields behind the visible ones are
 * attributes only, and lie in the instance's dict.
 */
import type { Address } from '../../base/ids.js';
import { NONE } from '../format/memory-map.js';
import { KEYWORDS, NO_ARGUMENTS, ONE_ARGUMENT } from '../format/objects.js';
import { PROPERTY_TYPE, STATICMETHOD_TYPE, TUPLE_TYPE, TYPE_ERROR, TYPE_TYPE } from '../format/types.js';
import { builtinFunction, methodDescriptor } from '../runtime/install.js';
import type { Runtime } from '../runtime/runtime.js';

export interface StructSequence {
  /** With its module: `os.stat_result`. */
  readonly name: string;
  readonly doc?: string;
  /** Names of all fields; undefined for an element without a name. */
  readonly fields: readonly (string | undefined)[];
  /** How many of them are elements of the tuple; all by default. */
  readonly visible?: number;
}

/** Makes the type, kept. Programs can call it with an iterable, as CPython's. */
export function makeStructSequence(rt: Runtime, definition: StructSequence): Address {
  const { fields, name, doc } = definition;
  const visible = definition.visible ?? fields.length;
  const dot = name.lastIndexOf('.');
  const named = fields.slice(0, visible).filter((field) => field !== undefined);
  const attributes: Record<string, Address> = {
    __module__: rt.name(name.slice(0, Math.max(dot, 0)) || 'builtins'),
    n_fields: rt.int(fields.length),
    n_sequence_fields: rt.int(visible),
    n_unnamed_fields: rt.int(fields.filter((field) => field === undefined).length),
    __match_args__: rt.tuple(named.map((field) => rt.name(field))),
  };
  if (doc !== undefined) attributes.__doc__ = rt.string(doc);
  if (visible === fields.length) attributes.__slots__ = rt.tuple([]);
  fields.slice(0, visible).forEach((field, at) => {
    if (field !== undefined) attributes[field] = getter(rt, field, at);
  });
  const dict = rt.dict();
  for (const [key, value] of Object.entries(attributes)) rt.dictSet(dict, rt.name(key), value);
  const type = rt.call(TYPE_TYPE, [rt.name(name.slice(dot + 1)), rt.tuple([TUPLE_TYPE]), dict]);
  const repr = methodDescriptor(rt, type, {
    name: '__repr__',
    convention: NO_ARGUMENTS,
    call: (_, self) => rt.string(reprOf(rt, definition, self)),
  });
  const make = builtinFunction(
    rt,
    {
      name: '__new__',
      convention: KEYWORDS,
      call: () => 0,
      parameters: 'cls, sequence, dict=None',
      bound: (_, __, [cls, sequence, hidden]) => fromSequence(rt, definition, cls, rt.items(sequence), hidden),
    },
    0,
    0,
  );
  rt.placeNatives();
  rt.setAttribute(type, '__repr__', repr);
  rt.setAttribute(type, '__new__', rt.call(STATICMETHOD_TYPE, [make]));
  return type;
}

function getter(rt: Runtime, field: string, at: number): Address {
  const get = builtinFunction(
    rt,
    { name: field, convention: ONE_ARGUMENT, call: (_, __, self) => rt.tupleItems(self)[at] },
    0,
    0,
  );
  return rt.call(PROPERTY_TYPE, [get]);
}

function reprOf(rt: Runtime, { name, fields }: StructSequence, self: Address): string {
  // CPython goes through the names alone: behind elements without one the others' move up.
  const names = fields.filter((field) => field !== undefined);
  const parts = rt.tupleItems(self).map((item, at) => `${names[at]}=${rt.text(rt.repr(item))}`);
  return `${name}(${parts.join(', ')})`;
}

function fromSequence(
  rt: Runtime,
  { name, fields, visible = fields.length }: StructSequence,
  type: Address,
  values: readonly Address[],
  hidden: Address,
): Address {
  const { length } = values;
  if (visible === fields.length && length !== visible)
    rt.raise(TYPE_ERROR, `${name}() takes a ${visible}-sequence (${length}-sequence given)`);
  if (length < visible)
    rt.raise(TYPE_ERROR, `${name}() takes an at least ${visible}-sequence (${length}-sequence given)`);
  if (length > fields.length)
    rt.raise(TYPE_ERROR, `${name}() takes an at most ${fields.length}-sequence (${length}-sequence given)`);
  const made = rt.call(rt.attribute(TUPLE_TYPE, '__new__'), [type, rt.tuple(values.slice(0, visible))]);
  fields.slice(visible).forEach((field, at) => {
    if (field === undefined) return;
    const given = values[visible + at] ?? (hidden === 0 ? 0 : rt.dictGet(hidden, rt.name(field)));
    rt.setAttribute(made, field, given || NONE);
  });
  return made;
}

/** A type that each runtime makes when it is first asked for, and then holds. */
export function lazyStructSequence(definition: StructSequence): (rt: Runtime) => Address {
  const types = new WeakMap<Runtime, Address>();
  return (rt) => {
    let type = types.get(rt);
    if (type === undefined) types.set(rt, (type = rt.hold(makeStructSequence(rt, definition))));
    return type;
  };
}

/** An instance of such a type with these values, one for each field. */
export function structSequence(rt: Runtime, type: Address, values: readonly Address[]): Address {
  return rt.call(type, [rt.tuple(values)]);
}
