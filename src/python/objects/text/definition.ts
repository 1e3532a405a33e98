/** The types of this folder: str. */
import { CHARACTERS_AT, KEYWORDS, NO_ARGUMENTS, ONE_ARGUMENT, ARGUMENTS } from '../../format/objects.js';
import { INHERITABLE, IS_STR, STR_ASCII_ITERATOR_TYPE, STR_ITERATOR_TYPE, STR_TYPE } from '../../format/types.js';
import { sequenceIterator } from '../iterators/sequence-iterator.js';
import { kernel, method, type MethodDefinition, type TypeDefinition } from '../../runtime/definitions.js';

/** Methods of the kernel are called as those of Python are, with the type in front. */
const methods = (convention: number, names: string): MethodDefinition[] =>
  names.split(' ').map((name) => method(name, convention, kernel(`str_${name}`)));

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
      CONCAT: kernel('str_concat'),
      REPEAT: kernel('str_repeat'),
    },
    methods: [
      ...methods(NO_ARGUMENTS, 'upper lower title capitalize swapcase casefold'),
      ...methods(NO_ARGUMENTS, 'isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable'),
      ...methods(NO_ARGUMENTS, 'isspace istitle isupper'),
      ...methods(ONE_ARGUMENT, 'join partition rpartition zfill removeprefix removesuffix'),
      ...methods(ARGUMENTS, 'find rfind index rindex count startswith endswith'),
      ...methods(ARGUMENTS, 'strip lstrip rstrip center ljust rjust replace'),
      ...methods(KEYWORDS, 'split rsplit splitlines expandtabs'),
    ],
  },
  sequenceIterator(STR_ITERATOR_TYPE, 'str_iterator', 'str_iterator_next', (rt) => rt.string('')),
  sequenceIterator(STR_ASCII_ITERATOR_TYPE, 'str_ascii_iterator', 'str_iterator_next', (rt) => rt.string('')),
];
