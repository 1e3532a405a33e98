/** The types of this folder: BaseException and all that derive from it, tracebacks. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import { EXCEPTION_BYTES, EXCEPTION_DICT } from '../../format/objects.js';
import * as FORMAT from '../../format/types.js';
import { BASE_EXCEPTION, INHERITABLE, IS_EXCEPTION, OBJECT_TYPE } from '../../format/types.js';
import { kernel, type TypeDefinition } from '../../runtime/definitions.js';
import { unicodeErrorText } from './unicode-errors.js';

/** What derives from what, and how many bytes of fields each adds. */
const HIERARCHY = `
BaseException
  SystemExit 4
  KeyboardInterrupt
  GeneratorExit
  BaseExceptionGroup 8
  Exception
    StopIteration 4
    StopAsyncIteration
    ArithmeticError
      FloatingPointError
      OverflowError
      ZeroDivisionError
    AssertionError
    AttributeError 8
    BufferError
    EOFError
    ImportError 12
      ModuleNotFoundError
    LookupError
      IndexError
      KeyError
    MemoryError
    NameError 4
      UnboundLocalError
    OSError 20
      BlockingIOError
      ChildProcessError
      ConnectionError
        BrokenPipeError
        ConnectionAbortedError
        ConnectionRefusedError
        ConnectionResetError
      FileExistsError
      FileNotFoundError
      InterruptedError
      IsADirectoryError
      NotADirectoryError
      PermissionError
      ProcessLookupError
      TimeoutError
    ReferenceError
    RuntimeError
      NotImplementedError
      RecursionError
    SyntaxError 32
      IndentationError
        TabError
    SystemError
    TypeError
    ValueError
      UnicodeError
        UnicodeDecodeError 20
        UnicodeEncodeError 20
        UnicodeTranslateError 20
    Warning
      BytesWarning
      DeprecationWarning
      EncodingWarning
      FutureWarning
      ImportWarning
      PendingDeprecationWarning
      ResourceWarning
      RuntimeWarning
      SyntaxWarning
      UnicodeWarning
      UserWarning
`;

const UNICODE_ERROR_SLOTS: NonNullable<TypeDefinition['slots']> = {
  DEALLOC: kernel('unicode_error_dealloc'),
  CLEAR: kernel('unicode_error_clear'),
  STR: (rt, self) => rt.string(unicodeErrorText(rt, self)),
};

/** BlockingIOError is BLOCKING_IO_ERROR in types.ts. */
function constantOf(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toUpperCase();
}

/** The types of the hierarchy with their addresses, bases first. */
function exceptionTypes(): TypeDefinition[] {
  const line: { address: Address; bytes: number }[] = [];
  return HIERARCHY.trim()
    .split('\n')
    .map((row) => {
      const depth = row.search(/\S/) / 2;
      const [name, added] = row.trim().split(' ');
      const address = (FORMAT as unknown as Record<string, Address>)[constantOf(name)];
      if (address === undefined) throw new Error(`types.ts has no ${constantOf(name)}`);
      const bytes = (depth === 0 ? EXCEPTION_BYTES : line[depth - 1].bytes) + Number(added ?? 0);
      line[depth] = { address, bytes };
      return {
        address,
        name,
        base: depth === 0 ? OBJECT_TYPE : line[depth - 1].address,
        flags: INHERITABLE | CYCLIC | (address === BASE_EXCEPTION ? IS_EXCEPTION : 0),
        bytes,
        dictAt: EXCEPTION_DICT,
        slots: /^Unicode.+Error$/.test(name)
          ? UNICODE_ERROR_SLOTS
          : { DEALLOC: kernel('exception_dealloc'), CLEAR: kernel('exception_clear') },
      };
    });
}

export const EXCEPTION_TYPES: readonly TypeDefinition[] = exceptionTypes();
