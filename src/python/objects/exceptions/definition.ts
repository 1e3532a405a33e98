/** The types of this folder: BaseException and all that derive from it. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import { EXCEPTION_BYTES, EXCEPTION_DICT } from '../../format/objects.js';
import * as FORMAT from '../../format/types.js';
import { BASE_EXCEPTION, INHERITABLE, IS_EXCEPTION, OBJECT_TYPE } from '../../format/types.js';
import { kernel, type TypeDefinition } from '../../runtime/definitions.js';
import { BASE_EXCEPTION_PARTS } from './base-exception.js';
import { ATTRIBUTE_PARTS, EXIT_PARTS, IMPORT_PARTS, NAME_PARTS, STOP_PARTS, type ExceptionParts } from './fields.js';
import { EXCEPTION_GROUP_TYPE, GROUP_PARTS } from './group.js';
import { KEY_PARTS } from './key-error.js';
import { OS_PARTS } from './os-error.js';
import { SYNTAX_PARTS } from './syntax-error.js';
import { DECODE_PARTS, ENCODE_PARTS, TRANSLATE_PARTS } from './unicode-error-types.js';

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

/** What types do beside that. */
const PARTS: Readonly<Record<string, ExceptionParts>> = {
  BaseException: BASE_EXCEPTION_PARTS,
  SystemExit: EXIT_PARTS,
  BaseExceptionGroup: GROUP_PARTS,
  StopIteration: STOP_PARTS,
  AttributeError: ATTRIBUTE_PARTS,
  ImportError: IMPORT_PARTS,
  KeyError: KEY_PARTS,
  NameError: NAME_PARTS,
  OSError: OS_PARTS,
  SyntaxError: SYNTAX_PARTS,
  UnicodeDecodeError: DECODE_PARTS,
  UnicodeEncodeError: ENCODE_PARTS,
  UnicodeTranslateError: TRANSLATE_PARTS,
};

/** BlockingIOError is BLOCKING_IO_ERROR in types.ts. */
function constantOf(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toUpperCase();
}

interface Laid {
  readonly address: Address;
  readonly bytes: number;
  readonly owned: number;
  /** NEW and INIT. */
  readonly made: NonNullable<TypeDefinition['slots']>;
}

const ROOT: Laid = {
  address: OBJECT_TYPE,
  bytes: EXCEPTION_BYTES,
  owned: 0,
  made: { NEW: kernel('exception_new'), INIT: kernel('exception_init') },
};

/** The types of the hierarchy with their addresses, bases first. */
function exceptionTypes(): TypeDefinition[] {
  const line: Laid[] = [];
  return HIERARCHY.trim()
    .split('\n')
    .map((row) => {
      const depth = row.search(/\S/) / 2;
      const [name, added] = row.trim().split(' ');
      const address = (FORMAT as unknown as Record<string, Address>)[constantOf(name)];
      if (address === undefined) throw new Error(`types.ts has no ${constantOf(name)}`);
      const above = depth === 0 ? ROOT : line[depth - 1];
      const parts = PARTS[name] ?? {};
      const made = { NEW: parts.slots?.NEW ?? above.made.NEW, INIT: parts.slots?.INIT ?? above.made.INIT };
      const bytes = above.bytes + Number(added ?? 0);
      line[depth] = { address, bytes, owned: above.owned | (parts.owned ?? 0), made };
      return exceptionType(name, above.address, line[depth], parts);
    });
}

/** Every exception has NEW and INIT itself, so that whoever calls a base's makes no instance of another type. */
function exceptionType(name: string, base: Address, type: Laid, parts: ExceptionParts): TypeDefinition {
  const { address, bytes, owned, made } = type;
  return {
    ...parts,
    address,
    name,
    base,
    flags: INHERITABLE | CYCLIC | (address === BASE_EXCEPTION ? IS_EXCEPTION : 0),
    bytes,
    owned,
    dictAt: EXCEPTION_DICT,
    slots: {
      DEALLOC: kernel('exception_dealloc'),
      TRAVERSE: kernel('exception_traverse'),
      CLEAR: kernel('exception_clear'),
      ...parts.slots,
      ...made,
    },
  };
}

export const EXCEPTION_TYPES: readonly TypeDefinition[] = [...exceptionTypes(), EXCEPTION_GROUP_TYPE];
