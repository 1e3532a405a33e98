/** What happened to the references to one object, in text: a line for each change of the count, with why. */
import { cut } from '../text/cut.js';
import { counted, grouped } from '../../base/format.js';
import type { ChangeRun, Holder, ReferenceChange, ReferenceTrace } from '../../events/python/reference-trace.js';
import { PLAIN, type Style } from '../style.js';
import { wrapped } from '../text/paragraph.js';

/** Widest text of a source line. */
const SOURCE = 28;
const LINE = 5;
const LEAST_REASON = 20;
const GAP = '  ';

/** Holders that are named at the end. */
const MOST_HOLDERS = 12;

interface Line {
  readonly change: ReferenceChange | undefined;
  readonly count: string;
  readonly why: string;
  /** Bars of the groups that it is in. */
  readonly bars: string;
}

export function referencesText(trace: ReferenceTrace, width: number, style: Style = PLAIN): string {
  const { name, program, object, omitted, end } = trace;
  if (object === undefined) {
    return paragraphs(
      [
        style.strong(`No object was bound to ${name} in ${program}.`),
        'A variable of a function is meant by function.variable, one of a method by ' +
          'Class.method.variable, an attribute by Class.attribute.',
      ],
      width,
    );
  }
  const title = `References to the ${object.type} that ${name} was first bound to, line ${object.at.line} of ${program}`;
  const lines = [...wrapped(title, width).map(style.strong), ''];
  lines.push(...table(trace, width, style));
  if (omitted > 0) lines.push(style.faint(`and ${counted(omitted, 'change')} more`));
  if (end?.how === 'freed') {
    const where =
      end.at.line === 0
        ? ''
        : ` at line ${end.at.line}${end.at.function === '<module>' ? '' : ` in ${end.at.function}`}`;
    lines.push('', ...wrapped(`Freed${where}: ${end.why || 'the last reference went'}.`, width));
  } else if (end !== undefined && object.isPermanent) {
    const own = `It is one of the interpreter's own objects, which are never freed; its count says nothing.`;
    lines.push('', ...wrapped(own, width));
  } else if (end !== undefined) {
    lines.push('', `Alive at the end, with ${counted(end.count, 'reference')}:`);
    lines.push(...holderLines(end.holders, end.count));
  }
  return `\n${lines.join('\n')}\n`;
}

function paragraphs(texts: readonly string[], width: number): string {
  return `\n${texts.flatMap((text) => wrapped(text, width)).join('\n')}\n`;
}

function holderLines(holders: readonly Holder[], count: number): string[] {
  const lines = holders
    .slice(0, MOST_HOLDERS)
    .map(({ text, references }) => `  ${text}${references > 1 ? `, ${grouped(references)} times` : ''}`);
  if (holders.length > MOST_HOLDERS) lines.push(`  and ${counted(holders.length - MOST_HOLDERS, 'place')} more`);
  const own = count - holders.reduce((sum, { references }) => sum + references, 0);
  if (own > 0) lines.push(`  the interpreter itself${own > 1 ? `, ${grouped(own)} times` : ''}`);
  return lines;
}

function table(trace: ReferenceTrace, width: number, style: Style): string[] {
  const rows = linesOf(trace.changes, '');
  const source = Math.min(
    SOURCE,
    Math.max(6, ...rows.map((row) => row.bars.length + (row.change?.at.source.length ?? 0))),
  );
  const count = Math.max(5, ...rows.map((row) => row.count.length));
  const reason = Math.max(LEAST_REASON, width - LINE - source - count - 3 * GAP.length);
  const line = (...cells: [number: string, source: string, count: string, reason: string]): string =>
    [cells[0].padStart(LINE), cells[1].padEnd(source), cells[2].padEnd(count), cells[3]].join(GAP).trimEnd();
  const lines = [style.faint(line('line', 'source', 'count', 'why'))];
  let place = '';
  for (const { change, count: counts, why, bars } of rows) {
    if (change === undefined) {
      lines.push(style.faint(line('', `${bars}${why}`, '', '')));
      continue;
    }
    const here = placeOf(trace, change);
    if (here !== place) lines.push(style.faint(line('', bars + (here === '' ? 'in the module' : here), '', '')));
    place = here;
    const [first, ...more] = wrapped(why, reason);
    const number = change.at.line === 0 ? '' : String(change.at.line);
    lines.push(line(number, bars + cut(change.at.source, source - bars.length), counts, first));
    for (const part of more) lines.push(line('', bars.trimEnd(), '', part));
  }
  return lines;
}

/** Where a change is, unless it is in the module's own body. */
function placeOf({ object }: ReferenceTrace, { at }: ReferenceChange): string {
  if (at.line === 0) return 'in the interpreter';
  const file = at.file === object?.at.file ? '' : ` (${at.file.slice(at.file.lastIndexOf('/') + 1)})`;
  return at.function === '<module>' && file === '' ? '' : `in ${at.function}${file}`;
}

function linesOf(entries: readonly (ReferenceChange | ChangeRun)[], bars: string): Line[] {
  return entries.flatMap((entry) => {
    if (!('times' in entry)) return [{ change: entry, count: countsOf(entry), why: entry.reason, bars }];
    const [only, ...others] = entry.changes;
    if (others.length === 0 && !('times' in only)) {
      const last = entry.step === 0 ? '' : ` … ${only.after + entry.step * (entry.times - 1)}`;
      const why = `${only.reason}, ${grouped(entry.times)} times`;
      return [{ change: only, count: countsOf(only) + last, why, bars }];
    }
    const step = entry.step === 0 ? '' : `, count ${entry.step > 0 ? '+' : ''}${entry.step}`;
    const head = { change: undefined, count: '', why: `${grouped(entry.times)} times${step}:`, bars };
    return [head, ...linesOf(entry.changes, `${bars}| `)];
  });
}

function countsOf({ kind, before, between, after }: ReferenceChange): string {
  if (kind === 'moved') return `${after}`;
  return [before, ...(between === undefined ? [] : [between]), after].join(' → ');
}
