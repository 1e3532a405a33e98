/** Struct, a format that is read once, and what iter_unpack gives. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import { SP } from '../../format/memory-map.js';
import { NO_ARGUMENTS, ONE_ARGUMENT } from '../../format/objects.js';
import {
  STRUCT_BYTES,
  STRUCT_FORMAT,
  STRUCT_WEAK,
  UNPACK_ITERATOR_BYTES,
  UNPACKED_AT,
  UNPACKED_STRUCT,
  UNPACKED_VIEW,
} from '../../format/struct.js';
import { STRUCT_TYPE, UNPACK_ITERATOR_TYPE } from '../../format/module-types.js';
import { INHERITABLE, MEMORYVIEW_TYPE, NO_NEW } from '../../format/types.js';
import { initSlot } from '../../runtime/bound-slots.js';
import { kernel, method, OWNED_SLOTS, type TypeDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { withBuffer } from '../../objects/bytes/content.js';
import { makeObject, setReference } from '../fields.js';
import { native } from '../native.js';
import { fail, formatText, layoutOf, packInto, readAll, unpackFrom } from './layouts.js';

/** CPython's struct, and what it notes for each run of values and behind the last one. */
const STRUCT_SIZE = 56;
const RUN_SIZE = 32;

const formatOf = (rt: Runtime, self: Address): Address => rt.views.word(self + STRUCT_FORMAT);

/** Calls a function of the kernel with arguments that lie where it expects them. */
function callWith(rt: Runtime, function_: string, words: readonly Address[]): Address {
  const at = rt.views.word(SP);
  rt.views.setWord(SP, at + 4 * words.length);
  words.forEach((word, index) => rt.views.setWord(at + 4 * index, word));
  const result = rt.kernel[function_](0, at, words.length, 0);
  rt.views.setWord(SP, at);
  return rt.keep(result);
}

function initialised(rt: Runtime, self: Address): Address {
  return formatOf(rt, self) || fail(rt, 'Struct object is not initialized');
}

/** @param buffer of any object with a buffer @throws PythonError */
export function iterUnpack(rt: Runtime, struct: Address, buffer: Address): Address {
  const { bytes } = layoutOf(rt, initialised(rt, struct));
  if (bytes === 0) fail(rt, 'cannot iteratively unpack with a struct of length 0');
  const length = withBuffer(rt, buffer, (_, count) => count);
  if (length % bytes !== 0) fail(rt, `iterative unpacking requires a buffer of a multiple of ${bytes} bytes`);
  // It keeps the buffer as it is until it has ended.
  return makeObject(rt, UNPACK_ITERATOR_TYPE, [
    [UNPACKED_STRUCT, struct],
    [UNPACKED_VIEW, rt.call(MEMORYVIEW_TYPE, [buffer])],
  ]);
}

function next(rt: Runtime, iterator: Address): Address {
  const view = rt.views.word(iterator + UNPACKED_VIEW);
  if (view === 0) return 0;
  const layout = layoutOf(rt, formatOf(rt, rt.views.word(iterator + UNPACKED_STRUCT)));
  const at = rt.views.word(iterator + UNPACKED_AT);
  const content = withBuffer(rt, view, (from, length) =>
    at >= length ? undefined : rt.views.u8.slice(from + at, from + at + layout.bytes),
  );
  if (content === undefined) {
    setReference(rt, iterator, UNPACKED_VIEW, 0);
    return 0;
  }
  rt.views.setWord(iterator + UNPACKED_AT, at + layout.bytes);
  return readAll(rt, layout, content);
}

function left(rt: Runtime, iterator: Address): number {
  const view = rt.views.word(iterator + UNPACKED_VIEW);
  if (view === 0) return 0;
  const { bytes } = layoutOf(rt, formatOf(rt, rt.views.word(iterator + UNPACKED_STRUCT)));
  return withBuffer(rt, view, (_, length) => (length - rt.views.word(iterator + UNPACKED_AT)) / bytes);
}

export const STRUCT_TYPES: readonly TypeDefinition[] = [
  {
    address: STRUCT_TYPE,
    name: 'Struct',
    module: '_struct',
    flags: CYCLIC | INHERITABLE,
    bytes: STRUCT_BYTES,
    owned: 1,
    weakAt: STRUCT_WEAK,
    doc: 'Struct(fmt) --> compiled struct object',
    slots: {
      TRAVERSE: OWNED_SLOTS.TRAVERSE,
      CLEAR: OWNED_SLOTS.CLEAR,
      DEALLOC: (rt, self) => {
        if (rt.views.word(self + STRUCT_WEAK) !== 0) rt.kernel.clearWeakReferences(self);
        rt.kernel.owned_dealloc(self);
      },
      NEW: (rt, type) => {
        const self = rt.keep(rt.kernel.newInstance(type));
        rt.kernel.track(self);
        return self;
      },
      INIT: initSlot('Struct', 'format', (rt, self, [format]) => {
        const text = formatText(rt, format, 'Struct() argument 1');
        layoutOf(rt, text);
        setReference(rt, self, STRUCT_FORMAT, text);
      }),
    },
    methods: [
      native('pack', '*values', (rt, self, [values]) => {
        return callWith(rt, 'struct_pack', [initialised(rt, self), ...rt.tupleItems(values)]);
      }),
      native('pack_into', '*arguments', (rt, self, [args]) => packInto(rt, initialised(rt, self), rt.tupleItems(args))),
      method('unpack', ONE_ARGUMENT, (rt, self, buffer) =>
        callWith(rt, 'struct_unpack', [initialised(rt, self), buffer]),
      ),
      native('unpack_from', 'buffer, offset=0', (rt, self, [buffer, offset]) =>
        unpackFrom(rt, initialised(rt, self), buffer, offset),
      ),
      native('iter_unpack', 'buffer, /', (rt, self, [buffer]) => iterUnpack(rt, self, buffer)),
      method('__sizeof__', NO_ARGUMENTS, (rt, self) =>
        rt.int(STRUCT_SIZE + RUN_SIZE * (1 + (formatOf(rt, self) === 0 ? 0 : layoutOf(rt, formatOf(rt, self)).runs))),
      ),
    ],
    properties: [
      { name: 'format', get: (rt, self) => initialised(rt, self), doc: 'struct format string' },
      {
        name: 'size',
        get: (rt, self) => rt.int(layoutOf(rt, initialised(rt, self)).bytes),
        doc: 'struct size in bytes',
      },
    ],
  },
  {
    address: UNPACK_ITERATOR_TYPE,
    name: 'unpack_iterator',
    module: '_struct',
    flags: CYCLIC | NO_NEW,
    bytes: UNPACK_ITERATOR_BYTES,
    owned: 2,
    slots: { ...OWNED_SLOTS, ITER: kernel('iterator_self'), NEXT: next },
    methods: [method('__length_hint__', NO_ARGUMENTS, (rt, self) => rt.int(left(rt, self)))],
  },
];
