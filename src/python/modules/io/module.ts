/** The module _io. */
import {
  BLOCKING_IO_ERROR,
  BUFFERED_IO_BASE_TYPE,
  BUFFERED_RANDOM_TYPE,
  BUFFERED_READER_TYPE,
  BUFFERED_RW_PAIR_TYPE,
  BUFFERED_WRITER_TYPE,
  BYTES_IO_TYPE,
  FILE_IO_TYPE,
  IO_BASE_TYPE,
  NEWLINE_DECODER_TYPE,
  RAW_IO_BASE_TYPE,
  STRING_IO_TYPE,
  TEXT_IO_BASE_TYPE,
  TEXT_IO_WRAPPER_TYPE,
} from '../../format/types.js';
import { NONE } from '../../format/memory-map.js';
import type { TypeDefinition } from '../../runtime/definitions.js';
import type { ModuleDefinition } from '../module-definition.js';
import { native } from '../native.js';
import { BASE_TYPES, unsupportedOperation } from './base.js';
import { BUFFERED_TYPES, DEFAULT_BUFFER_SIZE } from './buffered.js';
import { BYTES_IO, BYTES_IO_BUFFER } from './bytes-io.js';
import { FILE_IO } from './file-io.js';
import { NEWLINE_DECODER } from './newline-decoder.js';
import { OPEN_PARAMETERS, openCode, openFile } from './open.js';
import { STRING_IO } from './string-io.js';
import { TEXT_IO_WRAPPER } from './text-wrapper.js';

export const IO_TYPES: readonly TypeDefinition[] = [
  ...BASE_TYPES,
  FILE_IO,
  BYTES_IO,
  BYTES_IO_BUFFER,
  STRING_IO,
  ...BUFFERED_TYPES,
  TEXT_IO_WRAPPER,
  NEWLINE_DECODER,
];

export const IO_MODULE: ModuleDefinition = {
  name: '_io',
  types: [
    IO_BASE_TYPE,
    RAW_IO_BASE_TYPE,
    BUFFERED_IO_BASE_TYPE,
    TEXT_IO_BASE_TYPE,
    FILE_IO_TYPE,
    BYTES_IO_TYPE,
    STRING_IO_TYPE,
    BUFFERED_READER_TYPE,
    BUFFERED_WRITER_TYPE,
    BUFFERED_RANDOM_TYPE,
    BUFFERED_RW_PAIR_TYPE,
    TEXT_IO_WRAPPER_TYPE,
    NEWLINE_DECODER_TYPE,
    BLOCKING_IO_ERROR,
  ],
  functions: [
    native('open', OPEN_PARAMETERS, (rt, _, args) => openFile(rt, args)),
    native('open_code', 'path', (rt, _, [path]) => openCode(rt, path)),
    native('text_encoding', 'encoding, stacklevel=2, /', (rt, _, [encoding]) =>
      encoding === NONE ? rt.string('locale') : encoding,
    ),
  ],
  attributes: (rt) => ({
    DEFAULT_BUFFER_SIZE: rt.int(DEFAULT_BUFFER_SIZE),
    UnsupportedOperation: unsupportedOperation(rt),
  }),
};
