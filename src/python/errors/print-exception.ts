/**
 * An exception as CPython prints it when nobody caught it: traceback with carets, chained exceptions, notes, groups in
 * their margins, errors in the text of a program with their place.
 */
import type { Address } from '../../base/ids.js';
import { shownLine, type ErrorPlace } from '../../languages/python/error-text.js';
import type { Span } from '../../languages/python/tree/ast.js';
import {
  CODE_FILE,
  CODE_NAME,
  FRAME_OF,
  TRACEBACK_FRAME,
  LINE_UNKNOWN,
  TRACEBACK_LINE,
  TRACEBACK_NEXT,
  TRACEBACK_SITE,
} from '../format/frames.js';
import { NONE } from '../format/memory-map.js';
import { CAUSE, CONTEXT, NOTES, SUPPRESS_CONTEXT, TRACEBACK } from '../format/objects.js';
import { ATTRIBUTE_ERROR, BASE_EXCEPTION, BASE_EXCEPTION_GROUP, NAME_ERROR, SYNTAX_ERROR } from '../format/types.js';
import { PythonError } from '../runtime/python-error.js';
import type { Runtime } from '../runtime/runtime.js';
import { tracebackLine } from '../execution/frames.js';
import { caretsUnder } from './carets.js';
import { SourceLines } from './source-lines.js';
import { suggestionFor } from './suggestion.js';

const CAUSE_WORDS = '\nThe above exception was the direct cause of the following exception:\n\n';
const CONTEXT_WORDS = '\nDuring handling of the above exception, another exception occurred:\n\n';
/** Lines of the same place that are shown before they are counted. */
const REPEATS = 3;
const MOST_OF_GROUP = 15;
const DEEPEST_GROUP = 10;
/** A chain that is longer is not printed whole: no stack of ours should end at it. */
const LONGEST_CHAIN = 500;
/** Traceback entries, from the end (sys.tracebacklimit). */
const MOST_ENTRIES = 1000;

export class ExceptionPrinter {
  readonly #rt: Runtime;
  readonly #sources: SourceLines;

  constructor(rt: Runtime) {
    this.#rt = rt;
    this.#sources = new SourceLines(rt.surroundings);
  }

  /** The text for an exception with all that led to it. No exception is pending before or afterwards. */
  text(exception: Address): string {
    return this.#chain(exception, new Set(), 0, 0);
  }

  /** The traceback and the last line alone, as for errors that cannot be raised. */
  traceback(traceback: Address): string {
    return traceback === 0 || traceback === NONE ? '' : this.#entries(traceback);
  }

  #chain(last: Address, seen: Set<Address>, groupDepth: number, length: number): string {
    const rt = this.#rt;
    seen.add(last);
    const cause = rt.views.word(last + CAUSE);
    const context = rt.views.word(last + CONTEXT);
    const suppressed = rt.views.u8[last + SUPPRESS_CONTEXT] !== 0;
    let before = '';
    if (length < LONGEST_CHAIN) {
      if (cause !== 0 && cause !== NONE) {
        if (!seen.has(cause))
          before = this.#chain(cause, seen, groupDepth, length + 1) + this.#margin(groupDepth, CAUSE_WORDS);
      } else if (context !== 0 && !suppressed && !seen.has(context)) {
        before = this.#chain(context, seen, groupDepth, length + 1) + this.#margin(groupDepth, CONTEXT_WORDS);
      }
    }
    return before + this.#one(last, seen, groupDepth);
  }

  /** Every line with its margin, empty ones too. */
  #margin(groupDepth: number, text: string): string {
    if (groupDepth === 0) return text;
    const margin = `${'  '.repeat(groupDepth)}| `;
    return text.replace(/^(?=.*\n)/gm, margin);
  }

  #one(exception: Address, seen: Set<Address>, groupDepth: number): string {
    const rt = this.#rt;
    if (rt.kernel.isSubtype(rt.typeOf(exception), BASE_EXCEPTION_GROUP) !== 0)
      return this.#group(exception, seen, groupDepth);
    return this.#indented(groupDepth, this.#plain(exception, 'Traceback (most recent call last):\n'));
  }

  #plain(exception: Address, header: string): string {
    const traceback = this.#rt.views.word(exception + TRACEBACK);
    const entries = traceback === 0 || traceback === NONE ? '' : header + this.#entries(traceback);
    return entries + this.lastLines(exception);
  }

  #indented(groupDepth: number, text: string): string {
    if (groupDepth === 0) return text;
    const margin = `${'  '.repeat(groupDepth)}| `;
    return text.replace(/^(?!$)/gm, margin);
  }

  #group(exception: Address, seen: Set<Address>, groupDepth: number): string {
    const rt = this.#rt;
    if (groupDepth > DEEPEST_GROUP) return `${'  '.repeat(groupDepth)}| ... (max_group_depth is ${DEEPEST_GROUP})\n`;
    const isOuter = groupDepth === 0;
    const depth = isOuter ? 1 : groupDepth;
    let text = this.#indented(depth, this.#plain(exception, 'Exception Group Traceback (most recent call last):\n'));
    if (isOuter && text.startsWith('  | Exception Group')) text = `  + ${text.slice(4)}`;
    const members = rt.items(rt.attribute(exception, 'exceptions'));
    const shown = members.slice(0, MOST_OF_GROUP);
    const rule = '-'.repeat(16);
    shown.forEach((member, at) => {
      const corner = at === 0 ? '+-' : '  ';
      text += `${'  '.repeat(depth)}${corner}+${rule} ${at + 1} ${rule}\n`;
      text += this.#chain(member, seen, depth + 1, 0);
    });
    if (members.length > shown.length) {
      text += `${'  '.repeat(depth)}  +${rule} ... ${rule}\n`;
      const more = members.length - shown.length;
      text += `${'  '.repeat(depth + 1)}| and ${more} more exception${more === 1 ? '' : 's'}\n`;
    }
    return `${text}${'  '.repeat(depth)}  +${'-'.repeat(36)}\n`;
  }

  // Traceback

  #entries(traceback: Address): string {
    const { views } = this.#rt;
    let text = '';
    let last = '';
    let repeats = 0;
    const told = () => {
      const more = repeats - REPEATS;
      return more > 0 ? `  [Previous line repeated ${more} more time${more === 1 ? '' : 's'}]\n` : '';
    };
    let count = 0;
    for (let at = traceback; at !== 0 && at !== NONE; at = views.word(at + TRACEBACK_NEXT)) count++;
    let skipped = Math.max(0, count - MOST_ENTRIES);
    for (let at = traceback; at !== 0 && at !== NONE; at = views.word(at + TRACEBACK_NEXT)) {
      if (skipped-- > 0) continue;
      const place = this.#place(at);
      const key = `${place.file}\n${place.line}\n${place.name}`;
      if (key !== last) {
        text += told();
        last = key;
        repeats = 0;
      }
      if (++repeats <= REPEATS) text += this.#entry(place);
    }
    return text + told();
  }

  #place(traceback: Address): { file: string; name: string; line: number; span: Span | undefined } {
    const rt = this.#rt;
    const { views } = rt;
    const frameObject = views.word(traceback + TRACEBACK_FRAME);
    const code = rt.compiler.codeOf(views.word(frameObject + FRAME_OF));
    const span = rt.compiler.position(code, views.word(traceback + TRACEBACK_SITE));
    return {
      file: rt.text(views.word(code + CODE_FILE)),
      name: rt.text(views.word(code + CODE_NAME)),
      line: tracebackLine(rt, traceback),
      span: views.word(traceback + TRACEBACK_LINE) === LINE_UNKNOWN ? span : undefined,
    };
  }

  #entry({ file, name, line, span }: { file: string; name: string; line: number; span: Span | undefined }): string {
    // CPython reads sources by way of the module io.
    const source = this.#rt.canImport ? this.#sources.line(file, line) : undefined;
    const head = `  File "${file}", line ${line}, in ${name}\n`;
    if (source === undefined || source.trim() === '') return head;
    const carets = span === undefined ? undefined : caretsUnder(source, span);
    return `${head}    ${source.trim()}\n${carets === undefined ? '' : `    ${carets}\n`}`;
  }

  // The last line

  /** Type and message, behind them the notes; for SyntaxError also the place. */
  lastLines(exception: Address): string {
    const rt = this.#rt;
    const type = rt.typeOf(exception);
    const place = rt.kernel.isSubtype(type, SYNTAX_ERROR) !== 0 ? this.#syntaxPlace(exception) : undefined;
    const name = this.typeName(type);
    const message = place?.message ?? this.#strOf(exception);
    const suggestion = this.#suggestion(exception);
    const line = `${message === '' ? name : `${name}: ${message}`}${suggestion}\n`;
    return `${place?.text ?? ''}${line}${this.#notes(exception)}`;
  }

  /** Type and message alone, as for errors that cannot be raised. */
  plainLine(exception: Address): string {
    return `${this.typeName(this.#rt.typeOf(exception))}: ${this.#strOf(exception)}\n`;
  }

  /** With its module, unless that is builtins or __main__. */
  typeName(type: Address): string {
    const rt = this.#rt;
    const module = rt.optionalAttribute(type, '__module__');
    const qualified = rt.optionalAttribute(type, '__qualname__');
    const name = qualified !== 0 && rt.isString(qualified) ? rt.text(qualified) : rt.typeName(type);
    if (module === 0 || !rt.isString(module)) return `<unknown>.${name}`;
    const where = rt.text(module);
    return where === 'builtins' || where === '__main__' ? name : `${where}.${name}`;
  }

  #strOf(p: Address): string {
    const rt = this.#rt;
    try {
      return rt.text(rt.str(p));
    } catch (problem) {
      if (!(problem instanceof PythonError)) throw problem;
      rt.clearPending();
      return '<exception str() failed>';
    }
  }

  #notes(exception: Address): string {
    const rt = this.#rt;
    const notes = rt.views.word(exception + NOTES);
    const list = notes !== 0 ? notes : rt.optionalAttribute(exception, '__notes__');
    if (list === 0 || list === NONE) return '';
    const name = rt.shownTypeName(rt.typeOf(list));
    if (name !== 'list' && name !== 'tuple') return `${this.#reprOf(list)}\n`;
    return rt
      .items(list)
      .map((note) => `${rt.isString(note) ? rt.text(note) : this.#strOf(note)}\n`)
      .join('');
  }

  #reprOf(p: Address): string {
    const rt = this.#rt;
    try {
      return rt.text(rt.repr(p));
    } catch (problem) {
      if (!(problem instanceof PythonError)) throw problem;
      rt.clearPending();
      return '<__notes__ repr() failed>';
    }
  }

  #syntaxPlace(exception: Address): { text: string; message: string } | undefined {
    const rt = this.#rt;
    const field = (name: string) => {
      const value = rt.optionalAttribute(exception, name);
      return value === NONE ? 0 : value;
    };
    const number = (name: string) => {
      const value = field(name);
      return value === 0 ? undefined : rt.compactInt(value);
    };
    const line = number('lineno');
    if (line === undefined) return undefined;
    const file = field('filename');
    const message = field('msg');
    let text = `  File "${file !== 0 && rt.isString(file) ? rt.text(file) : '<string>'}", line ${line}\n`;
    const source = field('text');
    if (source !== 0 && rt.isString(source)) {
      text += shownLine({
        type: rt.typeName(rt.typeOf(exception)) as ErrorPlace['type'],
        line,
        column: number('offset'),
        endLine: number('end_lineno'),
        endColumn: number('end_offset'),
        shownText: rt.text(source).replace(/\n$/, ''),
      });
    }
    return { text, message: message === 0 ? 'None' : this.#strOf(message) };
  }

  #suggestion(exception: Address): string {
    const rt = this.#rt;
    const type = rt.typeOf(exception);
    const name = rt.optionalAttribute(exception, 'name');
    if (name === 0 || !rt.isString(name)) return '';
    let names: string[] | undefined;
    if (rt.kernel.isSubtype(type, ATTRIBUTE_ERROR) !== 0) {
      const object = rt.optionalAttribute(exception, 'obj');
      if (object === 0) return '';
      names = this.#namesOf(object);
    } else if (rt.kernel.isSubtype(type, NAME_ERROR) !== 0) names = this.#namesInScope(exception);
    const found = names && suggestionFor(rt.text(name), names);
    return found === undefined ? '' : `. Did you mean: '${found}'?`;
  }

  #namesOf(p: Address): string[] | undefined {
    const rt = this.#rt;
    return rt.catching(
      BASE_EXCEPTION,
      () => {
        const names = rt.items(rt.call(rt.attribute(rt.typeOf(p), '__dir__'), [p]));
        return names
          .filter((item) => rt.isString(item))
          .map((item) => rt.text(item))
          .sort();
      },
      () => undefined,
    );
  }

  /** Locals, globals and builtins of the innermost frame of the traceback. */
  #namesInScope(exception: Address): string[] | undefined {
    const { views } = this.#rt;
    let traceback = views.word(exception + TRACEBACK);
    if (traceback === 0 || traceback === NONE) return undefined;
    for (let next = traceback; next !== 0 && next !== NONE; next = views.word(next + TRACEBACK_NEXT)) traceback = next;
    return this.#rt.compiler.namesInScope(views.word(views.word(traceback + TRACEBACK_FRAME) + FRAME_OF));
  }
}
