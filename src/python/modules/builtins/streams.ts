/** The functions of builtins for standard streams: print and input. */
import type { Address } from '../../../base/ids.js';
import { DEPTH_LEFT, NONE } from '../../format/memory-map.js';
import { EOF_ERROR, RECURSION_ERROR, RUNTIME_ERROR, TYPE_ERROR } from '../../format/types.js';
import type { MethodDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { textWriter } from '../io/text-wrapper.js';
import { native } from '../native.js';

/** How deep CPython is below whoever prints: print and the stream's write. Programs that print as they recurse see it. */
const CALLS_TO_WRITE = 2;

/** sys.NAME, or 0. */
function stream(rt: Runtime, name: string): Address {
  return rt.sysAttribute(name);
}

/** sep and end. */
function separator(rt: Runtime, p: Address, name: string, otherwise: string): Address {
  if (p === 0 || p === NONE) return rt.name(otherwise);
  if (!rt.isString(p)) rt.raise(TYPE_ERROR, `${name} must be None or a string, not ${rt.shownTypeName(rt.typeOf(p))}`);
  return p;
}

function print(rt: Runtime, [args, sep, end, file, flush]: readonly Address[]): Address {
  const to = file === 0 || file === NONE ? stream(rt, 'stdout') : file;
  if (to === 0) rt.raise(RUNTIME_ERROR, 'lost sys.stdout');
  // sys.stdout is None where there is none.
  if (to === NONE) return NONE;
  const between = separator(rt, sep, 'sep', ' ');
  const last = separator(rt, end, 'end', '\n');
  const write = rt.attribute(to, 'write');
  const writer = textWriter(rt, to, write);
  const writeText = (text: Address) => {
    if (rt.views.word(DEPTH_LEFT) < CALLS_TO_WRITE)
      rt.raise(RECURSION_ERROR, 'maximum recursion depth exceeded while calling a Python object');
    if (writer === undefined) rt.call(write, [text]);
    else writer.write(text);
  };
  rt.tupleItems(args).forEach((item, at) => {
    if (at > 0) writeText(between);
    writeText(rt.str(item));
  });
  writeText(last);
  if (flush !== 0 && rt.truth(flush)) rt.call(rt.attribute(to, 'flush'));
  return NONE;
}

function input(rt: Runtime, prompt: Address): Address {
  const from = stream(rt, 'stdin');
  const to = stream(rt, 'stdout');
  if (from === 0 || from === NONE) rt.raise(RUNTIME_ERROR, 'input(): lost sys.stdin');
  if (to === 0 || to === NONE) rt.raise(RUNTIME_ERROR, 'input(): lost sys.stdout');
  const errors = stream(rt, 'stderr');
  if (errors !== 0 && errors !== NONE) rt.call(rt.attribute(errors, 'flush'));
  if (prompt !== 0) rt.call(rt.attribute(to, 'write'), [rt.str(prompt)]);
  rt.call(rt.attribute(to, 'flush'));
  const line = rt.call(rt.attribute(from, 'readline'));
  if (!rt.isString(line)) rt.raise(TYPE_ERROR, 'object.readline() returned non-string');
  const text = rt.text(line);
  if (text === '') rt.raise(EOF_ERROR, 'EOF when reading a line');
  return text.endsWith('\n') ? rt.string(text.slice(0, -1)) : line;
}

export const STREAMS: readonly MethodDefinition[] = [
  native('print', '*args, sep=None, end=None, file=None, flush=False', (rt, _, args) => print(rt, args)),
  native('input', 'prompt=None, /', (rt, _, [prompt]) => input(rt, prompt)),
  native(
    'open',
    "file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None",
    (rt, _, args) => {
      const names = ['file', 'mode', 'buffering', 'encoding', 'errors', 'newline', 'closefd', 'opener'];
      const given = Object.fromEntries(names.map((name, at) => [name, args[at]]).filter(([, value]) => value !== 0));
      return rt.call(rt.attribute(rt.importer.import('_io', 0, 0, 0), 'open'), [], given);
    },
  ),
];
