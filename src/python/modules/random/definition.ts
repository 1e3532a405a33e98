/** _random: the type that random.Random derives from. */
import type { Address } from '../../../base/ids.js';
import { NONE } from '../../format/memory-map.js';
import { ARGUMENTS, LENGTH, NO_ARGUMENTS, ONE_ARGUMENT } from '../../format/objects.js';
import {
  INHERITABLE,
  IS_TUPLE,
  OVERFLOW_ERROR,
  RANDOM_TYPE,
  TYPE_ERROR,
  TYPE_FLAGS,
  VALUE_ERROR,
} from '../../format/types.js';
import { isInt } from '../../objects/numbers/arguments.js';
import { toBigInt } from '../../runtime/big-ints.js';
import { kernel, method, type TypeDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { allocate } from '../../objects/numbers/subclass.js';
import type { ModuleDefinition } from '../module-definition.js';
import { RANDOM_BYTES, RANDOM_INDEX, RANDOM_STATE, RANDOM_WORDS } from './format.js';

const WORD = 2n ** 32n;

function init(rt: Runtime, self: Address, at: Address, positional: number, names: Address): number {
  if (names !== 0 && rt.typeOf(self) === RANDOM_TYPE) rt.raise(TYPE_ERROR, 'Random() takes no keyword arguments');
  if (positional > 1) rt.raise(TYPE_ERROR, 'Random() requires 0 or 1 argument');
  seedFrom(rt, self, positional === 0 ? NONE : rt.views.word(at));
  return 0;
}

function seed(rt: Runtime, self: Address, at: Address, count: number): Address {
  if (count > 1) rt.raise(TYPE_ERROR, `seed expected at most 1 argument, got ${count}`);
  seedFrom(rt, self, count === 0 ? NONE : rt.views.word(at));
  return NONE;
}

/** From the words of an int's magnitude, of any other object's hash, or from random bytes of the host. */
function seedFrom(rt: Runtime, self: Address, from: Address): void {
  if (from === NONE) {
    const bytes = new Uint8Array(4 * RANDOM_WORDS);
    rt.surroundings.host.random(bytes);
    return seedWith(rt, self, [...new Uint32Array(bytes.buffer)]);
  }
  let value = isInt(rt, from) ? toBigInt(rt, from) : hashOf(rt, from);
  if (value < 0n) value = -value;
  const words: number[] = [];
  do {
    words.push(Number(value % WORD));
    value /= WORD;
  } while (value !== 0n);
  seedWith(rt, self, words);
}

function hashOf(rt: Runtime, p: Address): bigint {
  const hash = rt.kernel.hashOf(p) as unknown as bigint;
  if (hash === -1n) rt.keep(0);
  return BigInt.asUintN(64, hash);
}

function seedWith(rt: Runtime, self: Address, words: readonly number[]): void {
  const block = rt.kernel.allocBlock(4 * words.length);
  if (block === 0) {
    rt.kernel.raiseMemoryError();
    rt.keep(0);
  }
  rt.views.u32.set(words, block >> 2);
  rt.kernel.random_seed_words(self, block, words.length);
  rt.kernel.freeBlock(block, 4 * words.length);
}

function getState(rt: Runtime, self: Address): Address {
  const { views } = rt;
  const words = Array.from(
    views.u32.subarray((self + RANDOM_STATE) >> 2, (self + RANDOM_STATE + 4 * RANDOM_WORDS) >> 2),
  );
  return rt.tuple([...words, views.word(self + RANDOM_INDEX)].map((word) => rt.int(word)));
}

function setState(rt: Runtime, self: Address, state: Address): Address {
  if ((rt.views.word(rt.typeOf(state) + TYPE_FLAGS) & IS_TUPLE) === 0) {
    rt.raise(TYPE_ERROR, 'state vector must be a tuple');
  }
  if (rt.views.word(state + LENGTH) !== RANDOM_WORDS + 1) rt.raise(VALUE_ERROR, 'state vector is the wrong size');
  const words = rt.tupleItems(state).map((item) => {
    if (!isInt(rt, item)) rt.raise(TYPE_ERROR, 'an integer is required');
    const value = toBigInt(rt, item);
    if (value < 0n) rt.raise(OVERFLOW_ERROR, "can't convert negative value to unsigned int");
    if (value >= WORD * WORD) rt.raise(OVERFLOW_ERROR, 'Python int too large to convert to C unsigned long');
    return Number(value % WORD);
  });
  const [index] = words.splice(RANDOM_WORDS);
  if (index > RANDOM_WORDS) rt.raise(VALUE_ERROR, 'invalid state');
  rt.views.u32.set(words, (self + RANDOM_STATE) >> 2);
  rt.views.setWord(self + RANDOM_INDEX, index);
  return NONE;
}

const RANDOM: TypeDefinition = {
  address: RANDOM_TYPE,
  name: 'Random',
  module: '_random',
  flags: INHERITABLE,
  bytes: RANDOM_BYTES,
  slots: {
    DEALLOC: kernel('random_dealloc'),
    NEW: (rt: Runtime, type: Address) => allocate(rt, type, RANDOM_BYTES),
    INIT: init,
  },
  methods: [
    method('random', NO_ARGUMENTS, kernel('random_random'), 'random() -> x in the interval [0, 1).'),
    method(
      'seed',
      ARGUMENTS,
      seed,
      'seed([n]) -> None.\n\nDefaults to use urandom and falls back to a combination\nof the current time and the process identifier.',
    ),
    method('getstate', NO_ARGUMENTS, getState, 'getstate() -> tuple containing the current state.'),
    method('setstate', ONE_ARGUMENT, setState, 'setstate(state) -> None.  Restores generator state.'),
    method(
      'getrandbits',
      ONE_ARGUMENT,
      kernel('random_getrandbits'),
      'getrandbits(k) -> x.  Generates an int with k random bits.',
    ),
  ],
  doc: 'Random() -> create a random number generator with its own internal state.',
};

export const RANDOM_MODULE: ModuleDefinition = {
  name: '_random',
  doc: 'Module implements the Mersenne Twister random number generator.',
  own: [RANDOM],
  types: [RANDOM_TYPE],
};
