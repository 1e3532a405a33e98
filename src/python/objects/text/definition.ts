/** The types of this folder: str. */
import type { Address } from '../../../base/ids.js';
import { encodeWithArguments } from '../../codecs/encode.js';
import {
  CHARACTERS_AT,
  IN_TUPLE,
  KEYWORDS,
  NO_ARGUMENTS,
  OF_STATIC,
  ONE_ARGUMENT,
  ARGUMENTS,
} from '../../format/objects.js';
import { INHERITABLE, IS_STR, STR_ASCII_ITERATOR_TYPE, STR_ITERATOR_TYPE, STR_TYPE } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';
import { sequenceIterator } from '../iterators/sequence-iterator.js';
import { inTuple, kernel, method, type MethodDefinition, type TypeDefinition } from '../../runtime/definitions.js';
import { strNew } from './construct.js';
import { formatText } from './format-text.js';
import { percentText } from './percent.js';
import { formatTemplate } from './template.js';
import { makeTable, translateText } from './translate.js';

/** Methods of the kernel are called as those of Python are, with the type in front. */
const methods = (convention: number, names: string): MethodDefinition[] =>
  names.split(' ').map((name) => method(name, convention, kernel(`str_${name}`)));

/** A method with parameters in Python's notation. */
const bound = (
  name: string,
  parameters: string,
  call: (rt: Runtime, self: Address, args: Address[]) => Address,
  kind = 0,
): MethodDefinition => ({ name, convention: KEYWORDS | kind, call: () => 0, parameters, bound: call });

/** The same for what a kernel function leaves over. */
const beside = (kernelName: string, ...words: Parameters<typeof bound>): MethodDefinition => ({
  ...bound(...words),
  call: kernel(kernelName),
});

export const TEXT_TYPES: readonly TypeDefinition[] = [
  {
    address: STR_TYPE,
    name: 'str',
    flags: INHERITABLE | IS_STR,
    bytes: CHARACTERS_AT,
    slots: {
      DEALLOC: kernel('str_dealloc'),
      HASH_OF: kernel('str_hash'),
      COMPARE: kernel('str_compare'),
      REPR: kernel('str_repr'),
      STR: kernel('str_str'),
      ITER: kernel('str_iter'),
      LEN: kernel('str_length'),
      GETITEM: kernel('str_subscript'),
      SEQUENCE_ITEM: kernel('str_item'),
      CONTAINS: kernel('str_contains'),
      NEW: kernel('str_new'),
      ALLOC: strNew,
      REMAINDER: kernel('str_remainder', percentText),
      CONCAT: kernel('str_concat'),
      REPEAT: kernel('str_repeat'),
    },
    methods: [
      ...methods(NO_ARGUMENTS, 'upper lower title capitalize swapcase casefold'),
      ...methods(NO_ARGUMENTS, 'isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable'),
      ...methods(NO_ARGUMENTS, 'isspace istitle isupper'),
      ...methods(ONE_ARGUMENT, 'join partition rpartition zfill removeprefix removesuffix'),
      ...methods(ARGUMENTS | IN_TUPLE, 'find rfind index rindex count startswith endswith'),
      ...methods(ARGUMENTS, 'strip lstrip rstrip center ljust rjust replace'),
      ...methods(KEYWORDS, 'split rsplit splitlines expandtabs'),
      beside('str_encode', 'encode', 'encoding="utf-8", errors="strict"', (rt, self, [encoding, errors]) =>
        encodeWithArguments(rt, self, encoding, errors),
      ),
      method('translate', ONE_ARGUMENT, translateText),
      bound(
        'maketrans',
        'x, y=None, z=None, /',
        (rt, _, [from, to, removed]) => makeTable(rt, from, to, removed),
        OF_STATIC,
      ),
      inTuple(
        beside('str_format', 'format', '*args, **kwargs', (rt, self, [args, named]) =>
          formatTemplate(rt, self, { positional: rt.tupleItems(args), named }),
        ),
      ),
      method('format_map', ONE_ARGUMENT, (rt, self, mapping) =>
        formatTemplate(rt, self, { positional: undefined, named: mapping }),
      ),
      method('__format__', ONE_ARGUMENT, formatText),
      method('__getnewargs__', NO_ARGUMENTS, (rt, self) => rt.tuple([rt.keep(rt.kernel.str_str(self))])),
    ],
  },
  sequenceIterator(STR_ITERATOR_TYPE, 'str_iterator', 'str_iterator_next', (rt) => rt.string('')),
  sequenceIterator(STR_ASCII_ITERATOR_TYPE, 'str_ascii_iterator', 'str_iterator_next', (rt) => rt.string('')),
];
