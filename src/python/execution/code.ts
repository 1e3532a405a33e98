/** Code objects as programs see them. */
import type { Address } from '../../base/ids.js';
import {
  ARGUMENT_COUNT,
  CELL_NAMES,
  CODE_BODY,
  CODE_BYTES,
  CODE_FILE,
  CODE_FLAGS,
  CODE_NAME,
  CODE_QUALNAME,
  CODE_SITES,
  CODE_STACK,
  CODE_WEAK,
  CONSTANTS,
  FIRST_LINE,
  FREE_NAMES,
  GLOBAL_NAMES,
  KEYWORD_ONLY,
  LOCAL_NAMES,
  POSITIONAL_ONLY,
} from '../format/frames.js';
import { LENGTH, NO_ARGUMENTS } from '../format/objects.js';
import { CODE_TYPE } from '../format/types.js';
import { kernel, type MemberDefinition, method, type TypeDefinition } from '../runtime/definitions.js';
import type { Runtime } from '../runtime/runtime.js';
import { native } from '../modules/native.js';
import { replaceCode } from './replace-code.js';
import { sitesOf } from './sites.js';
import { shownAddress } from '../runtime/shown-address.js';

const MEMBERS: readonly MemberDefinition[] = [
  { name: 'co_name', at: CODE_NAME, kind: 'object', readOnly: true },
  { name: 'co_qualname', at: CODE_QUALNAME, kind: 'object', readOnly: true },
  { name: 'co_filename', at: CODE_FILE, kind: 'object', readOnly: true },
  { name: 'co_firstlineno', at: FIRST_LINE, kind: 'word', readOnly: true },
  { name: 'co_argcount', at: ARGUMENT_COUNT, kind: 'word', readOnly: true },
  { name: 'co_posonlyargcount', at: POSITIONAL_ONLY, kind: 'word', readOnly: true },
  { name: 'co_kwonlyargcount', at: KEYWORD_ONLY, kind: 'word', readOnly: true },
  { name: 'co_flags', at: CODE_FLAGS, kind: 'word', readOnly: true },
  { name: 'co_varnames', at: LOCAL_NAMES, kind: 'object', readOnly: true },
  { name: 'co_cellvars', at: CELL_NAMES, kind: 'object', readOnly: true },
  { name: 'co_freevars', at: FREE_NAMES, kind: 'object', readOnly: true },
];

/** A field that is what the compiled body says. */
function completed(rt: Runtime, code: Address, field: number): Address {
  rt.compiler.complete(code);
  return rt.views.word(code + field);
}

/** (line, end line, column, end column) for each place that can fail or call. */
function positions(rt: Runtime, code: Address): Address {
  rt.compiler.complete(code);
  const all = sitesOf(rt, code).map((span) =>
    rt.tuple([span.line, span.endLine, span.column, span.endColumn].map((value) => rt.int(value))),
  );
  return rt.call(rt.builtin('iter'), [rt.list(all)]);
}

/** A code object dies: of what a program has compiled itself, its function goes with it. */
export function giveUpCode(rt: Runtime, code: Address): void {
  const { views } = rt;
  const sites = views.word(code + CODE_SITES);
  rt.sites.delete(sites);
  rt.traceCells.delete(sites);
  rt.returnPlace(views.word(code + CODE_BODY));
}

export const CODE_DEFINITION: TypeDefinition = {
  address: CODE_TYPE,
  name: 'code',
  bytes: CODE_BYTES,
  weakAt: CODE_WEAK,
  slots: {
    DEALLOC: kernel('code_dealloc'),
    REPR: (rt, self) => {
      const { views } = rt;
      const name = rt.text(views.word(self + CODE_NAME));
      const file = rt.text(views.word(self + CODE_FILE));
      return rt.string(
        `<code object ${name} at ${shownAddress(self)}, file "${file}", line ${views.word(self + FIRST_LINE)}>`,
      );
    },
  },
  members: MEMBERS,
  properties: [
    { name: 'co_consts', get: (rt, self) => completed(rt, self, CONSTANTS) },
    { name: 'co_names', get: (rt, self) => completed(rt, self, GLOBAL_NAMES) },
    { name: 'co_stacksize', get: (rt, self) => rt.int(completed(rt, self, CODE_STACK)) },
    { name: 'co_nlocals', get: (rt, self) => rt.int(rt.views.word(rt.views.word(self + LOCAL_NAMES) + LENGTH)) },
  ],
  methods: [
    method('co_positions', NO_ARGUMENTS, positions),
    native('replace', '**fields', (rt, self, [fields]) => replaceCode(rt, self, fields)),
  ],
};
