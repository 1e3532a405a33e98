/** IncrementalNewlineDecoder: ends of lines translated behind another decoder. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import { codePointsOf, textFrom } from '../../codecs/text.js';
import { NONE } from '../../format/memory-map.js';
import { NO_ARGUMENTS, ONE_ARGUMENT } from '../../format/objects.js';
import { INHERITABLE, NEWLINE_DECODER_TYPE } from '../../format/types.js';
import { method, type TypeDefinition } from '../../runtime/definitions.js';
import { bindParameters, parseParameters } from '../../runtime/parameters.js';
import type { Runtime } from '../../runtime/runtime.js';
import { bound, FILE_LAYOUT, fileSlots } from './base.js';
import { NewlineTranslation, seenNewlines } from './newlines.js';
import { FileState, stateOf } from './state.js';

class DecoderState extends FileState {
  newlines = new NewlineTranslation(false);
  translates = false;
}

const PARAMETERS = parseParameters('IncrementalNewlineDecoder', "decoder, translate, errors='strict'");
const of = (rt: Runtime, self: Address) => stateOf(rt, self, DecoderState);

export const NEWLINE_DECODER: TypeDefinition = {
  ...FILE_LAYOUT,
  address: NEWLINE_DECODER_TYPE,
  name: 'IncrementalNewlineDecoder',
  module: '_io',
  flags: CYCLIC | INHERITABLE,
  slots: {
    ...fileSlots((rt, self) => new DecoderState(rt, self)),
    FINALIZE: () => undefined,
    INIT: (rt, self, args, positional, names) => {
      const [decoder, translate] = bindParameters(rt, PARAMETERS, args, positional, names);
      const state = of(rt, self);
      state.hold('decoder', decoder);
      state.translates = rt.truth(translate);
      state.newlines = new NewlineTranslation(state.translates);
      return 0;
    },
  },
  methods: [
    bound('decode', 'input, final=False', (rt, self, [input, final]) => {
      const state = of(rt, self);
      const decoder = state.reference('decoder');
      const last = final !== 0 && rt.truth(final);
      const text = decoder === NONE ? input : rt.call(rt.attribute(decoder, 'decode'), [input, rt.bool(last)]);
      return textFrom(rt, state.newlines.push(codePointsOf(rt, text), last));
    }),
    method('reset', NO_ARGUMENTS, (rt, self) => {
      const state = of(rt, self);
      state.newlines = new NewlineTranslation(state.translates);
      const decoder = state.reference('decoder');
      return decoder === NONE ? NONE : rt.call(rt.attribute(decoder, 'reset'));
    }),
    method('getstate', NO_ARGUMENTS, (rt, self) => {
      const state = of(rt, self);
      const decoder = state.reference('decoder');
      const inner = decoder === NONE ? [] : rt.tupleItems(rt.call(rt.attribute(decoder, 'getstate')));
      const flag = inner.length === 2 ? rt.bigInt(inner[1]) : 0n;
      return rt.tuple([
        inner[0] ?? rt.newBytes(new Uint8Array(0)),
        rt.int((flag << 1n) | (state.newlines.isWaiting ? 1n : 0n)),
      ]);
    }),
    method('setstate', ONE_ARGUMENT, (rt, self, given) => {
      const state = of(rt, self);
      const [bytes, flag] = rt.tupleItems(given);
      const flags = rt.bigInt(flag);
      state.newlines = new NewlineTranslation(state.translates);
      if ((flags & 1n) !== 0n) state.newlines.push(Uint32Array.of(13), false);
      const decoder = state.reference('decoder');
      if (decoder === NONE) return NONE;
      return rt.call(rt.attribute(decoder, 'setstate'), [rt.tuple([bytes, rt.int(flags >> 1n)])]);
    }),
  ],
  properties: [
    {
      name: 'newlines',
      get: (rt, self) => {
        const seen = seenNewlines(of(rt, self).newlines.seen).map((end) => rt.string(end));
        return seen.length === 0 ? NONE : seen.length === 1 ? seen[0] : rt.tuple(seen);
      },
    },
  ],
};
