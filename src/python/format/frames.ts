/**
 * Functions, code, frames and generators.
 *
 *     function  +8 CODE  +12 GLOBALS  +16 FUNCTION_BUILTINS  +20 MODULE  +24 DEFAULTS (tuple or 0)  +28 KEYWORD_DEFAULTS
 *               (dict or 0)  +32 DOC  +36 FUNCTION_NAME  +40 FUNCTION_DICT  +44 CLOSURE (tuple of cells or 0)
 *               +48 ANNOTATIONS (dict, or 0)  +52 QUALNAME: references, in the order in which CPython tells them
 *               +56 FUNCTION_WEAK  +60 ENTRY (index in the table, copied from the code)  +64 SIMPLE (number of parameters if all are positional without *args and **kwargs and it makes no
 *               generator, else -1: whoever calls with exactly so many arguments may enter it directly)
 *               +68 FRAME_BYTES of its code
 *     code      +8 CODE_NAME  +12 CODE_QUALNAME  +16 CODE_FILE  +20 FIRST_LINE  +24 ARGUMENT_COUNT  +28 POSITIONAL_ONLY
 *               +32 KEYWORD_ONLY  +36 CODE_FLAGS (CPython's CO_*)  +40 LOCALS_COUNT (fast locals, cells and free variables
 *               have a slot each)  +44 LOCAL_NAMES (tuple)  +48 CELL_NAMES  +52 FREE_NAMES  +56 CONSTANTS  +60 GLOBAL_NAMES
 *               +64 CODE_ENTRY  +68 CODE_FRAME_BYTES  +72 CODE_SITES (id of its table of positions, kept in TypeScript, or 0)
 *               +76 CODE_WEAK  +80 CODE_BODY (of generators: index of what resumes a frame)
 *               +84 CODE_TRACES (0, or a word for each of its positions: the trace of what was allocated there last, or 0)
 *               +88 CODE_STACK (how deep the stack of CPython's code would be)
 *               +92 CODE_ATTRIBUTES (how many attributes of its first parameter an __init__ sets, else 0)
 *
 *     frame     +0  PREVIOUS_FRAME
 *               +4  FRAME_FUNCTION, owned
 *               +8  FRAME_GLOBALS, borrowed from the function
 *               +12 FRAME_LOCALS: the dict of a module's or class's body, of a function's variables if somebody asked; owned, or 0
 *               +16 SITE: where it is, an index into the positions of its code
 *               +20 FRAME_OBJECT, owned, or 0
 *               +24 RESUME: where a generator's frame goes on; 0 at its start. Of a frame on the stack OUTER: 0, or the
 *               trace of the frames below it with OUTER_KNOWN, which stays true as long as it runs
 *               +28 OWNER: 0 on the stack, otherwise the generator or frame object that it lies in
 *               +32 locals, owned: parameters, other fast locals, cells, free variables; then room for temporaries
 *
 * A function is entered through the table as entry(frame): whoever calls has put the function and all arguments, each an
 * owned reference that becomes the frame's, at the address in SP; the other fields are written by the callee, which also
 * moves SP, and when it returns (or fails: 0) has released all of it and set SP back.
 *
 *     generator +8 GENERATOR_FRAME (address of its frame, 0 when finished)  +12 GENERATOR_NAME  +16 GENERATOR_QUALNAME
 *               +20 GENERATOR_CODE  +24 GENERATOR_WEAK  +28 GENERATOR_STATE  +32 GENERATOR_ORIGIN
 *               +36 HANDLED item of its own  +44 GENERATOR_FLAGS (ASYNC_*)  +48 the frame
 *     step      +8 STEP_OF  +12 STEP_ARGUMENTS  +16 STEP_STATE: of an asynchronous generator (execution/async.as.ts)
 *     HANDLED   +0 the exception that is being handled (owned) or 0  +4 the item below
 *     frame object  +8 FRAME_OF (the frame: on the stack, in a generator, or within this object once it has outlived
 *               both)  +12 FRAME_BACK  +16 FRAME_TRACE  +20 FRAME_SIZE, bytes of the object  +24 FRAME_TELLS_LINES: f_trace_lines
 *               +28 FRAME_TOLD: the line that was told last to who traces, or 0  +32 the frame itself
 *     traceback +8 TRACEBACK_NEXT  +12 TRACEBACK_FRAME (frame object)  +16 TRACEBACK_SITE (with a given line: tb_lasti)  +20 TRACEBACK_LINE
 */
export const CODE = 8;
export const GLOBALS = 12;
export const FUNCTION_BUILTINS = 16;
export const MODULE = 20;
export const DEFAULTS = 24;
export const KEYWORD_DEFAULTS = 28;
export const DOC = 32;
export const FUNCTION_NAME = 36;
export const FUNCTION_DICT = 40;
export const CLOSURE = 44;
export const ANNOTATIONS = 48;
export const QUALNAME = 52;
export const FUNCTION_WEAK = 56;
export const ENTRY = 60;
export const SIMPLE = 64;
export const FRAME_BYTES = 68;
export const FUNCTION_BYTES = 72;

export const CODE_NAME = 8;
export const CODE_QUALNAME = 12;
export const CODE_FILE = 16;
export const FIRST_LINE = 20;
export const ARGUMENT_COUNT = 24;
export const POSITIONAL_ONLY = 28;
export const KEYWORD_ONLY = 32;
export const CODE_FLAGS = 36;
export const LOCALS_COUNT = 40;
export const LOCAL_NAMES = 44;
export const CELL_NAMES = 48;
export const FREE_NAMES = 52;
export const CONSTANTS = 56;
export const GLOBAL_NAMES = 60;
export const CODE_ENTRY = 64;
export const CODE_FRAME_BYTES = 68;
export const CODE_SITES = 72;
export const CODE_WEAK = 76;
export const CODE_BODY = 80;
export const CODE_TRACES = 84;
/** co_stacksize. */
export const CODE_STACK = 88;
export const CODE_ATTRIBUTES = 92;
export const CODE_BYTES = 96;

export const CO_OPTIMIZED = 1;
export const CO_NEWLOCALS = 2;
export const CO_VARARGS = 4;
export const CO_VARKEYWORDS = 8;
export const CO_NESTED = 16;
export const CO_GENERATOR = 32;
export const CO_COROUTINE = 128;
export const CO_ITERABLE_COROUTINE = 256;
export const CO_ASYNC_GENERATOR = 512;

export const PREVIOUS_FRAME = 0;
export const FRAME_FUNCTION = 4;
export const FRAME_GLOBALS = 8;
export const FRAME_LOCALS = 12;
export const SITE = 16;
export const FRAME_OBJECT = 20;
export const RESUME = 24;
export const OUTER = 24;
export const OUTER_KNOWN = 1 << 30;
export const OWNER = 28;
export const LOCALS = 32;

export const GENERATOR_FRAME = 8;
export const GENERATOR_NAME = 12;
export const GENERATOR_QUALNAME = 16;
export const GENERATOR_CODE = 20;
export const GENERATOR_WEAK = 24;
export const GENERATOR_STATE = 28;
export const GENERATOR_ORIGIN = 32;
export const GENERATOR_HANDLED = 36;
export const GENERATOR_FLAGS = 44;
export const GENERATOR_OWN_FRAME = 48;

/** GENERATOR_STATE */
export const CREATED = 0;
export const SUSPENDED = 1;
export const RUNNING = 2;
export const FINISHED = 3;

/** GENERATOR_FLAGS of asynchronous generators */
export const ASYNC_RUNNING = 1;
export const ASYNC_CLOSED = 2;
/** The hooks know of it. */
export const ASYNC_BEGUN = 4;

export const STEP_OF = 8;
export const WRAPPER_BYTES = 12;
export const STEP_ARGUMENTS = 12;
export const STEP_STATE = 16;
export const STEP_BYTES = 20;

/** STEP_STATE */
export const STEP_INITIAL = 0;
export const STEP_ITERATING = 1;
export const STEP_CLOSED = 2;

/** Events that are traced (execution/tracing.as.ts). */
export const TRACE_CALL = 0;
export const TRACE_LINE = 1;
export const TRACE_RETURN = 2;
export const TRACE_EXCEPTION = 3;

export const HANDLED_VALUE = 0;
export const HANDLED_BELOW = 4;

export const FRAME_OF = 8;
export const FRAME_BACK = 12;
export const FRAME_TRACE = 16;
export const FRAME_SIZE = 20;
export const FRAME_TELLS_LINES = 24;
export const FRAME_TOLD = 28;
export const FRAME_OWN = 32;

export const TRACEBACK_NEXT = 8;
export const TRACEBACK_FRAME = 12;
export const TRACEBACK_SITE = 16;
export const TRACEBACK_LINE = 20;
/** In TRACEBACK_LINE: it is looked up when somebody asks. */
export const LINE_UNKNOWN = -1;
export const TRACEBACK_BYTES = 24;
