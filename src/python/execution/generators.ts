/** Generators and coroutines as programs see them. */
import type { Address } from '../../base/ids.js';
import { CYCLIC } from '../../memory/gc/format.js';
import {
  GENERATOR_CODE,
  GENERATOR_FRAME,
  GENERATOR_NAME,
  GENERATOR_ORIGIN,
  GENERATOR_QUALNAME,
  GENERATOR_STATE,
  GENERATOR_WEAK,
  RUNNING,
  STEP_BYTES,
  SUSPENDED,
  WRAPPER_BYTES,
} from '../format/frames.js';
import { NONE } from '../format/memory-map.js';
import { ARGUMENTS, NO_ARGUMENTS, ONE_ARGUMENT } from '../format/objects.js';
import {
  ANEXT_AWAITABLE_TYPE,
  ASYNC_GENERATOR_ASEND_TYPE,
  ASYNC_GENERATOR_ATHROW_TYPE,
  ASYNC_GENERATOR_TYPE,
  ASYNC_GENERATOR_WRAPPED_VALUE_TYPE,
  COROUTINE_TYPE,
  COROUTINE_WRAPPER_TYPE,
  GENERATOR_TYPE,
  HAS_FINALIZER,
  TYPE_ERROR,
} from '../format/types.js';
import {
  kernel,
  type MethodDefinition,
  method,
  OWNED_SLOTS,
  type PropertyDefinition,
  type TypeDefinition,
} from '../runtime/definitions.js';
import type { Runtime } from '../runtime/runtime.js';
import { shownAddress } from '../runtime/shown-address.js';

function nameProperty(name: string, field: number): PropertyDefinition {
  return {
    name,
    get: (rt, self) => rt.views.word(self + field),
    set: (rt, self, value) => {
      if (value === 0 || !rt.isString(value)) rt.raise(TYPE_ERROR, `${name} must be set to a string object`);
      const old = rt.views.word(self + field);
      rt.incref(value);
      rt.views.setWord(self + field, value);
      rt.decref(old);
    },
  };
}

/** The attributes that differ in their prefix: gi_, cr_, ag_. */
function inspection(prefix: string, delegate: string): PropertyDefinition[] {
  return [
    nameProperty('__name__', GENERATOR_NAME),
    nameProperty('__qualname__', GENERATOR_QUALNAME),
    {
      name: `${prefix}_frame`,
      get: (rt, self) => {
        const frame = rt.views.word(self + GENERATOR_FRAME);
        return frame === 0 ? NONE : rt.kernel.frameObject(frame);
      },
    },
    { name: `${prefix}_running`, get: (rt, self) => rt.bool(rt.views.word(self + GENERATOR_STATE) === RUNNING) },
    { name: `${prefix}_suspended`, get: (rt, self) => rt.bool(rt.views.word(self + GENERATOR_STATE) === SUSPENDED) },
    { name: `${prefix}_code`, get: (rt, self) => rt.views.word(self + GENERATOR_CODE) },
    { name: `${prefix}_${delegate}`, get: (rt, self) => rt.kernel.delegateOf(self) || NONE },
  ];
}

function repr(what: string): (rt: Runtime, self: Address) => Address {
  return (rt, self) =>
    rt.string(`<${what} object ${rt.text(rt.views.word(self + GENERATOR_QUALNAME))} at ${shownAddress(self)}>`);
}

const SLOTS = {
  DEALLOC: kernel('generator_dealloc'),
  TRAVERSE: kernel('generator_traverse'),
  FINALIZE: kernel('generator_finalize'),
};

const METHODS = [
  method('send', ONE_ARGUMENT, kernel('generator_send')),
  method('throw', ARGUMENTS, kernel('generator_throw')),
  method('close', NO_ARGUMENTS, kernel('generator_close')),
];

function stepMethods(send: string, throw_: string, close: string): MethodDefinition[] {
  return [
    method('send', ONE_ARGUMENT, kernel(send)),
    method('throw', ARGUMENTS, kernel(throw_)),
    method('close', NO_ARGUMENTS, kernel(close)),
  ];
}

/** What an asynchronous generator or anext() gives to be awaited. */
function step(address: Address, name: string, next: string, methods: MethodDefinition[]): TypeDefinition {
  return {
    address,
    name,
    flags: CYCLIC,
    bytes: STEP_BYTES,
    owned: 2,
    slots: {
      ...OWNED_SLOTS,
      ITER: kernel('iterator_self'),
      AWAIT: kernel('iterator_self'),
      NEXT: kernel(next),
    },
    methods,
  };
}

export const GENERATOR_DEFINITIONS: readonly TypeDefinition[] = [
  {
    address: GENERATOR_TYPE,
    name: 'generator',
    flags: CYCLIC | HAS_FINALIZER,
    weakAt: GENERATOR_WEAK,
    slots: {
      ...SLOTS,
      ITER: kernel('iterator_self'),
      NEXT: kernel('generator_next'),
      SEND: kernel('generator_send_slot'),
      REPR: repr('generator'),
    },
    methods: METHODS,
    properties: inspection('gi', 'yieldfrom'),
  },
  {
    address: COROUTINE_TYPE,
    name: 'coroutine',
    flags: CYCLIC | HAS_FINALIZER,
    weakAt: GENERATOR_WEAK,
    slots: { ...SLOTS, SEND: kernel('generator_send_slot'), AWAIT: kernel('coroutine_await'), REPR: repr('coroutine') },
    methods: METHODS,
    properties: [
      ...inspection('cr', 'await'),
      { name: 'cr_origin', get: (rt, self) => rt.views.word(self + GENERATOR_ORIGIN) || NONE },
    ],
  },
  {
    address: COROUTINE_WRAPPER_TYPE,
    name: 'coroutine_wrapper',
    flags: CYCLIC,
    bytes: WRAPPER_BYTES,
    owned: 1,
    slots: { ...OWNED_SLOTS, ITER: kernel('iterator_self'), NEXT: kernel('wrapper_next') },
    methods: stepMethods('wrapper_send', 'wrapper_throw', 'wrapper_close'),
  },
  {
    address: ASYNC_GENERATOR_TYPE,
    name: 'async_generator',
    flags: CYCLIC | HAS_FINALIZER,
    weakAt: GENERATOR_WEAK,
    slots: {
      ...SLOTS,
      ASYNC_ITER: kernel('iterator_self'),
      ASYNC_NEXT: kernel('async_generator_anext'),
      REPR: repr('async_generator'),
    },
    methods: [
      method('asend', ONE_ARGUMENT, kernel('async_generator_asend')),
      method('athrow', ARGUMENTS, kernel('async_generator_athrow')),
      method('aclose', NO_ARGUMENTS, kernel('async_generator_aclose')),
    ],
    properties: inspection('ag', 'await'),
  },
  step(
    ASYNC_GENERATOR_ASEND_TYPE,
    'async_generator_asend',
    'async_step_next',
    stepMethods('async_step_send', 'async_step_throw', 'async_step_close'),
  ),
  step(
    ASYNC_GENERATOR_ATHROW_TYPE,
    'async_generator_athrow',
    'async_throw_next',
    stepMethods('async_throw_send', 'async_throw_throw', 'async_step_close'),
  ),
  step(ANEXT_AWAITABLE_TYPE, 'anext_awaitable', 'anext_next', stepMethods('anext_send', 'anext_throw', 'anext_close')),
  {
    address: ASYNC_GENERATOR_WRAPPED_VALUE_TYPE,
    name: 'async_generator_wrapped_value',
    flags: CYCLIC,
    bytes: WRAPPER_BYTES,
    owned: 1,
    slots: OWNED_SLOTS,
  },
];
