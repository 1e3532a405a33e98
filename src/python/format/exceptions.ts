/** What the types of exceptions add to the fields of BaseException (objects.ts), each word an owned reference or 0. */
import { EXCEPTION_BYTES } from './objects.js';

/** SystemExit, StopIteration. */
export const EXIT_CODE = EXCEPTION_BYTES;

export const GROUP_MESSAGE = EXCEPTION_BYTES;
export const GROUP_EXCEPTIONS = EXCEPTION_BYTES + 4;

/** AttributeError: the name comes first, as in NameError. */
export const ATTRIBUTE_NAME = EXCEPTION_BYTES;
export const ATTRIBUTE_OBJECT = EXCEPTION_BYTES + 4;

export const IMPORT_MESSAGE = EXCEPTION_BYTES;
export const IMPORT_NAME = EXCEPTION_BYTES + 4;
export const IMPORT_PATH = EXCEPTION_BYTES + 8;

/** OSError. */
export const OS_ERRNO = EXCEPTION_BYTES;
export const OS_TEXT = EXCEPTION_BYTES + 4;
export const OS_FILE = EXCEPTION_BYTES + 8;
export const OS_SECOND_FILE = EXCEPTION_BYTES + 12;
/** BlockingIOError: a word, -1 until it is known. */
export const OS_WRITTEN = EXCEPTION_BYTES + 16;

export const SYNTAX_MESSAGE = EXCEPTION_BYTES;
export const SYNTAX_FILE = EXCEPTION_BYTES + 4;
export const SYNTAX_LINE = EXCEPTION_BYTES + 8;
export const SYNTAX_OFFSET = EXCEPTION_BYTES + 12;
export const SYNTAX_END_LINE = EXCEPTION_BYTES + 16;
export const SYNTAX_END_OFFSET = EXCEPTION_BYTES + 20;
export const SYNTAX_TEXT = EXCEPTION_BYTES + 24;
export const SYNTAX_PRINT = EXCEPTION_BYTES + 28;

/** UnicodeError's kinds: start and end are words. */
export const UNICODE_ENCODING = EXCEPTION_BYTES;
export const UNICODE_OBJECT = EXCEPTION_BYTES + 4;
export const UNICODE_START = EXCEPTION_BYTES + 8;
export const UNICODE_END = EXCEPTION_BYTES + 12;
export const UNICODE_REASON = EXCEPTION_BYTES + 16;
