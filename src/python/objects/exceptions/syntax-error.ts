/** SyntaxError: where in which source, and what the line says. */
import type { Address } from '../../../base/ids.js';
import {
  SYNTAX_END_LINE,
  SYNTAX_END_OFFSET,
  SYNTAX_FILE,
  SYNTAX_LINE,
  SYNTAX_MESSAGE,
  SYNTAX_OFFSET,
  SYNTAX_PRINT,
  SYNTAX_TEXT,
} from '../../format/exceptions.js';
import { IS_INT, TYPE_ERROR } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';
import { setOwned } from '../classes/fields.js';
import { objectMember, type ExceptionParts } from './fields.js';

/** Of the second argument. */
const PLACES = [SYNTAX_FILE, SYNTAX_LINE, SYNTAX_OFFSET, SYNTAX_TEXT, SYNTAX_END_LINE, SYNTAX_END_OFFSET];

function initialise(rt: Runtime, p: Address, args: Address, positional: number, names: Address): void {
  rt.status(rt.kernel.exception_init(p, args, positional, names));
  const [message, place] = rt.words(args, positional);
  if (message !== undefined) setOwned(rt, p, SYNTAX_MESSAGE, message);
  if (positional !== 2) return;
  const parts = rt.items(place);
  if (parts.length < 4) rt.raise(TYPE_ERROR, `function takes at least 4 arguments (${parts.length} given)`);
  if (parts.length > 6) rt.raise(TYPE_ERROR, `function takes at most 6 arguments (${parts.length} given)`);
  PLACES.forEach((field, at) => setOwned(rt, p, field, parts[at] ?? 0));
  if (parts.length === 5) rt.raise(TYPE_ERROR, 'end_offset must be provided when end_lineno is provided');
}

/** The message, and in brackets the name of the file without its directories, and the line. */
function show(rt: Runtime, p: Address): Address {
  const message = rt.views.word(p + SYNTAX_MESSAGE);
  const file = rt.views.word(p + SYNTAX_FILE);
  const line = rt.views.word(p + SYNTAX_LINE);
  const text = message === 0 ? 'None' : rt.text(rt.str(message));
  const name = file !== 0 && rt.isString(file) ? (rt.text(file).split('/').pop() as string) : undefined;
  const number = line !== 0 && rt.hasFlag(line, IS_INT) ? `line ${rt.bigInt(line)}` : undefined;
  const place = [name, number].filter((part) => part !== undefined);
  return rt.string(place.length === 0 ? text : `${text} (${place.join(', ')})`);
}

export const SYNTAX_PARTS: ExceptionParts = {
  owned: 0xff,
  slots: { INIT: initialise, STR: show },
  members: [
    objectMember('msg', SYNTAX_MESSAGE),
    objectMember('filename', SYNTAX_FILE),
    objectMember('lineno', SYNTAX_LINE),
    objectMember('offset', SYNTAX_OFFSET),
    objectMember('text', SYNTAX_TEXT),
    objectMember('end_lineno', SYNTAX_END_LINE),
    objectMember('end_offset', SYNTAX_END_OFFSET),
    objectMember('print_file_and_line', SYNTAX_PRINT),
  ],
};
