/**
 * The default report: findings as a good compiler shows them, then leaks, then the sums. What has been said once (where a
 * block came from, what to do) is not said again but referred to.
 */
import { isStopping } from '../../analysis/errors.js';
import { lossRecords, type LossRecord } from '../../analysis/leaks.js';
import { framesOf, libraryCall, userFrame, type Frame } from '../../analysis/stacks.js';
import { actorOf } from '../../analysis/system-calls.js';
import { counted, grouped, hex } from '../../base/format.js';
import type { StackId } from '../../base/ids.js';
import type {
  AllocationRoutine,
  BlockFacts,
  Finding,
  HeapWriter,
  Place,
  VariableFacts,
} from '../../events/findings.js';
import type { Recording } from '../../events/recording.js';
import type { RenderOptions } from '../render.js';
import { advice, leakAdvice } from './advice.js';
import { paragraph, TIED } from './paragraph.js';
import { recordedLines, SourceExcerpts } from './source-excerpt.js';
import { shortName, stackLines } from './stack-lines.js';
import { LEAK_WORDS, summaryLines } from './summary.js';
import { headline, whereLong } from './wording.js';

/** Leaks shown before the rest is only counted. */
const MOST_LEAKS = 50;

/** What compilers make of assignments of structs and of initialisers. */
const WITHOUT_CALL = new Map([
  ['memcpy', 'a copy'],
  ['memmove', 'a copy'],
  ['memset', 'an initialisation'],
]);

/** Where a block's life began or ended. */
interface BlockEnd {
  word: 'allocated' | 'freed';
  routine: AllocationRoutine;
  stack: StackId;
}

type Label = 'error' | 'leak' | 'note' | 'help' | 'stopped';

export function renderText(recording: Recording, options: RenderOptions): string {
  return `${new TextReport(recording, options).lines().join('\n')}\n`;
}

class TextReport {
  readonly #recording: Recording;
  readonly #options: RenderOptions;
  readonly #excerpts: SourceExcerpts;
  readonly #out: string[] = [];
  /** Ends of blocks' lives that have been shown, by routine and stack. */
  readonly #shown = new Set<string>();
  readonly #helped = new Set<string>();

  constructor(recording: Recording, options: RenderOptions) {
    this.#recording = recording;
    this.#options = options;
    this.#excerpts = new SourceExcerpts(
      recordedLines(recording),
      recording.header.directory,
      options.width,
      options.style,
    );
  }

  lines(): string[] {
    const { findings, header } = this.#recording;
    for (const finding of findings) this.#finding(finding);
    const losses = lossRecords(this.#recording);
    const shown = losses.filter((loss) => loss.isShown).reverse();
    for (const loss of shown.slice(0, MOST_LEAKS)) this.#leak(loss);
    if (shown.length > MOST_LEAKS) {
      const rest = counted(shown.length - MOST_LEAKS, 'more leak record');
      this.#say('note', `${rest} not shown; --format=json has them all`);
      this.#out.push('');
    }
    for (const note of header.notes) this.#say('note', note);
    this.#ending();
    this.#out.push(...summaryLines(this.#recording, losses, this.#options.style.strong));
    return this.#out;
  }

  #finding(finding: Finding): void {
    const frames = framesOf(this.#recording, finding.stack);
    const actor = this.#actorIn(finding, frames);
    const times = finding.count > 1 ? `, ${grouped(finding.count)}${TIED}times` : '';
    this.#headline('error', headline(finding, actor) + times);
    this.#stack(frames);
    if ('place' in finding) this.#place(finding.place, finding.address, userFrame(frames));
    if (finding.kind === 'HeapCorrupted') this.#writer(finding.writer);
    if (finding.kind === 'Overlap') this.#say('note', overlap(finding.destination, finding.source));
    this.#help(advice(finding, actor));
    this.#stopped(finding);
    this.#out.push('');
  }

  /**
   * Who touched the bytes for the program: the library function that it called, or else the operation itself, which is a
   * function of that name only where the source says so.
   */
  #actorIn(finding: Finding, frames: readonly Frame[]): string | undefined {
    const call = libraryCall(frames);
    if (call !== undefined) return shortName(call.function);
    if (!('via' in finding) || finding.via === undefined) return undefined;
    const { name } = actorOf(finding.via);
    const line = this.#excerpts.textAt(frames[0]);
    return line === undefined || line.includes(name) ? name : (WITHOUT_CALL.get(name) ?? name);
  }

  #place(place: Place, address: number, user: Frame | undefined): void {
    const where = whereLong(place, address, (variable) => this.#declaration(variable, user));
    if (where === undefined) return;
    if (place.in === 'heap-block') this.#block(where, place.block);
    else this.#say('note', where);
  }

  #writer(writer: HeapWriter | undefined): void {
    if (writer === undefined) return;
    const { address, size, stack, covers } = writer;
    const what = covers ? 'written over here, by an invalid write' : 'the last invalid write to the heap was this one,';
    this.#say('note', `${what} of ${counted(size, 'byte')} at ${hex(address)}`);
    this.#stack(framesOf(this.#recording, stack));
  }

  /** Where a block was freed and allocated: shown once, named by position after that. */
  #block(where: string, { state, routine, allocStack, freeRoutine, freeStack }: BlockFacts): void {
    const ends: BlockEnd[] = [{ word: 'allocated', routine, stack: allocStack }];
    if (state === 'freed' && freeStack !== undefined && freeRoutine !== undefined)
      ends.unshift({ word: 'freed', routine: freeRoutine, stack: freeStack });
    const isKnown = (end: BlockEnd): boolean => this.#shown.has(keyOf(end));
    const known = ({ word, routine, stack }: BlockEnd): string =>
      `${word} by ${routine}${this.#at(framesOf(this.#recording, stack))}`;
    if (ends.every(isKnown)) {
      this.#say('note', `${where}, ${ends.map(known).join(' and ')}, as above`);
      return;
    }
    ends.forEach((end, i) => {
      const lead = i === 0 ? `${where}, ` : 'and ';
      if (isKnown(end)) {
        this.#say('note', `${lead}${known(end)}, as above`);
        return;
      }
      this.#shown.add(keyOf(end));
      this.#say('note', `${lead}${end.word} here by ${end.routine}`);
      this.#stack(framesOf(this.#recording, end.stack));
    });
  }

  /** " at leak.c:22:30", or the function where no position is known. */
  #at(frames: readonly Frame[]): string {
    const frame = userFrame(frames);
    if (frame === undefined) return '';
    return frame.line > 0 ? ` at ${this.#excerpts.position(frame)}` : ` in ${frame.function}`;
  }

  /** The file is only named where it is not the one that is being shown. */
  #declaration({ file, line }: VariableFacts, user: Frame | undefined): string | undefined {
    if (line === undefined || line === 0) return undefined;
    return file === undefined || file === user?.file ? `line ${line}` : `${this.#excerpts.shortPath(file)}:${line}`;
  }

  /** A source line, and the calls that led there. */
  #stack(frames: readonly Frame[]): void {
    const user = userFrame(frames);
    const position = (frame: Frame): string => this.#excerpts.position(frame);
    this.#out.push(...this.#excerpts.at(user), ...stackLines(frames, user, position, this.#options.style.faint));
  }

  #leak(loss: LossRecord): void {
    const { kind, bytes, blocks, indirectBytes, indirectBlocks, routine, isError } = loss;
    const verb = bytes === 1 ? 'is' : 'are';
    const also =
      indirectBlocks > 0
        ? `, and with ${blocks === 1 ? 'it' : 'them'} ${counted(indirectBytes, 'byte')} in ${counted(indirectBlocks, 'block')} indirectly`
        : '';
    this.#headline(
      isError ? 'leak' : 'note',
      `${counted(bytes, 'byte')} in ${counted(blocks, 'block')} ${verb} ${LEAK_WORDS[kind]}${also}`,
    );
    const frames = framesOf(this.#recording, loss.stack);
    this.#stack(frames);
    if (kind === 'definite') this.#help(leakAdvice(routine, libraryCall(frames)?.function));
    if (kind === 'possible')
      this.#help('Only pointers into the middle of the block were found: keep one to its start.');
    this.#out.push('');
  }

  /** Says why the program did not go on, under the finding that stopped it. */
  #stopped(finding: Finding): void {
    const { ending } = this.#recording;
    if (ending.how !== 'stopped' || !isStopping(finding)) return;
    if (finding.kind === 'Trap' && finding.trap === 'abort') return;
    this.#say('note', `the program was stopped here, as by an operating system (${ending.signal})`);
  }

  #ending(): void {
    const { ending } = this.#recording;
    if (ending.how === 'timeout') {
      this.#say('stopped', `the program did not end within ${ending.seconds} s; this is where it was`);
      this.#stack(framesOf(this.#recording, ending.stack));
      this.#out.push('');
    }
    if (ending.how === 'first-error') this.#say('note', 'stopped at the first error, as asked');
  }

  #help(text: string | undefined): void {
    if (text === undefined || this.#helped.has(text)) return;
    this.#helped.add(text);
    this.#say('help', text);
  }

  #say(label: Label, text: string): void {
    this.#out.push(...paragraph(label, text, this.#options.width, this.#paint(label)));
  }

  #headline(label: Label, text: string): void {
    const [first, ...more] = paragraph(label, text, this.#options.width, (plain) => plain);
    const { strong } = this.#options.style;
    this.#out.push(
      `${this.#paint(label)(label)}${strong(first.slice(label.length))}`,
      ...more.map((line) => strong(line)),
    );
  }

  #paint(label: Label): (text: string) => string {
    const { style } = this.#options;
    const styles = {
      error: style.error,
      leak: style.error,
      note: style.note,
      help: style.help,
      stopped: style.warning,
    };
    return styles[label];
  }
}

function keyOf({ routine, stack }: BlockEnd): string {
  return `${routine} ${stack}`;
}

function overlap(destination: number, source: number): string {
  if (destination === source) return 'source and destination are the same bytes';
  const [word, apart] = destination > source ? ['after', destination - source] : ['before', source - destination];
  return `the destination begins ${counted(apart, 'byte')} ${word} the source`;
}
