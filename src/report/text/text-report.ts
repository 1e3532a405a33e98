/** The default report: findings as a good compiler shows them, then leaks, then the sums. */
import {
  errorSummary,
  hasErrors,
  leakErrors,
  leakSummary,
  shownLeaks,
  type NumberedLeak,
} from '../../analysis/errors.js';
import { framesOf, userFrame, type Frame } from '../../analysis/stacks.js';
import { counted, grouped } from '../../base/format.js';
import type { StackId } from '../../base/ids.js';
import type { Finding, LeakKind, Place } from '../../events/findings.js';
import type { Recording } from '../../events/recording.js';
import type { RenderOptions } from '../render.js';
import { SourceExcerpts } from './source-excerpt.js';
import { advice, headline, whereLong } from './wording.js';

/** Leaks shown before the rest is only counted. */
const MOST_LEAKS = 50;

const LEAK_WORDS: Record<LeakKind, string> = {
  definite: 'definitely lost',
  indirect: 'indirectly lost',
  possible: 'possibly lost',
  reachable: 'still reachable',
};

export function renderText(recording: Recording, options: RenderOptions): string {
  return `${new TextReport(recording, options).lines().join('\n')}\n`;
}

class TextReport {
  readonly #recording: Recording;
  readonly #options: RenderOptions;
  readonly #excerpts: SourceExcerpts;
  readonly #out: string[] = [];

  constructor(recording: Recording, options: RenderOptions) {
    this.#recording = recording;
    this.#options = options;
    this.#excerpts = new SourceExcerpts(recording, options.cwd, options.width, options.style);
  }

  lines(): string[] {
    for (const finding of this.#recording.findings) this.#finding(finding);
    const leaks = shownLeaks(this.#recording).reverse();
    for (const leak of leaks.slice(0, MOST_LEAKS)) this.#leak(leak);
    if (leaks.length > MOST_LEAKS) {
      this.#out.push(
        `... and ${counted(leaks.length - MOST_LEAKS, 'more leak record')} (--format=json has them all)`,
        '',
      );
    }
    this.#summary();
    return this.#out;
  }

  #finding(finding: Finding): void {
    const { style } = this.#options;
    const frames = framesOf(this.#recording, finding.stack);
    const times = finding.count > 1 ? `, ${grouped(finding.count)} times` : '';
    this.#out.push(`${style.error('error')}${style.strong(`: ${headline(finding)}${times}`)}`);
    this.#out.push(...this.#excerpts.at(userFrame(frames)));
    this.#stack(frames);
    if ('place' in finding) this.#place(finding.place, finding.address);
    const help = advice(finding);
    if (help !== undefined) this.#paragraph(style.help('help'), 'help', help);
    if ('fatal' in finding && finding.fatal) {
      this.#paragraph(
        style.note('note'),
        'note',
        'the program was stopped here, as an operating system would stop it (SIGSEGV)',
      );
    }
    this.#out.push('');
  }

  #place(place: Place, address: number): void {
    const { style } = this.#options;
    const where = whereLong(place, address);
    if (where === undefined) return;
    if (place.in !== 'heap-block') {
      this.#paragraph(style.note('note'), 'note', where);
      return;
    }
    const { block } = place;
    if (block.state === 'freed' && block.freeStack !== undefined) {
      this.#paragraph(style.note('note'), 'note', `${where}, freed here by ${block.freeRoutine}`);
      this.#history(block.freeStack);
      this.#paragraph(style.note('note'), 'note', `and allocated here by ${block.routine}`);
    } else this.#paragraph(style.note('note'), 'note', `${where}, allocated here by ${block.routine}`);
    this.#history(block.allocStack);
  }

  #history(stack: StackId): void {
    const frames = framesOf(this.#recording, stack);
    this.#out.push(...this.#excerpts.at(userFrame(frames)));
    this.#stack(frames);
  }

  /** Every frame on a line of its own; a stack of one frame that the excerpt has shown needs none. */
  #stack(frames: readonly Frame[]): void {
    const { style } = this.#options;
    const name = (frame: Frame): string => frame.function + (frame.inlined ? ' (inlined)' : '');
    const widest = Math.max(0, ...frames.map((frame) => name(frame).length));
    const column = Math.min(widest, 36);
    frames.forEach((frame, i) => {
      const lead = i === 0 ? `    ${style.faint('=')} in ` : '      by ';
      const position = frame.line > 0 ? `  ${this.#excerpts.position(frame)}` : '';
      this.#out.push(`${lead}${position ? name(frame).padEnd(column) : name(frame)}${position}`);
    });
  }

  #leak({ record }: NumberedLeak): void {
    const { style } = this.#options;
    const isError = leakErrors(this.#recording).includes(record);
    const word = isError ? style.error('leak') : style.note('note');
    const indirect =
      record.indirectBlocks > 0
        ? `, and ${counted(record.indirectBytes, 'byte')} in ${counted(record.indirectBlocks, 'block')} that only ${record.blocks === 1 ? 'it leads' : 'they lead'} to`
        : '';
    const verb = record.blocks === 1 ? 'is' : 'are';
    this.#paragraph(
      word,
      isError ? 'leak' : 'note',
      `${counted(record.bytes, 'byte')} in ${counted(record.blocks, 'block')} ${verb} ${LEAK_WORDS[record.kind]}${indirect}`,
    );
    const frames = framesOf(this.#recording, record.stack);
    this.#out.push(...this.#excerpts.at(userFrame(frames)));
    this.#stack(frames);
    if (record.kind === 'possible') {
      this.#paragraph(
        style.note('note'),
        'note',
        'only pointers into the middle of the block were found, none to its start',
      );
    }
    this.#out.push('');
  }

  #summary(): void {
    const { style } = this.#options;
    const { totals, ending, header } = this.#recording;
    for (const note of header.notes) this.#paragraph(style.note('note'), 'note', note);
    if (ending.how === 'timeout') {
      this.#paragraph(
        style.warning('stopped'),
        'stopped',
        `the program did not end within ${ending.seconds} s; what follows is how memory stood then`,
      );
      this.#stack(framesOf(this.#recording, ending.stack));
      this.#out.push('');
    }
    if (ending.how === 'first-error')
      this.#paragraph(style.note('note'), 'note', 'stopped at the first error, as asked');
    const heap = `${counted(totals.allocations, 'allocation')}, ${counted(totals.frees, 'free')}, ${counted(totals.bytesAllocated, 'byte')} allocated`;
    if (!hasErrors(this.#recording) && totals.blocksAtExit === 0) {
      this.#out.push(`No errors. Heap: ${heap}; all blocks were freed.`);
      return;
    }
    this.#out.push(
      `Heap: ${heap}`,
      `      ${counted(totals.bytesAtExit, 'byte')} in ${counted(totals.blocksAtExit, 'block')} in use at exit`,
    );
    if (header.options.leakCheck !== 'no' && totals.blocksAtExit > 0) this.#leakSums();
    const { errors, contexts } = errorSummary(this.#recording);
    const line = errors === 0 ? 'No errors.' : `${counted(errors, 'error')} from ${counted(contexts, 'place')}`;
    this.#out.push(errors === 0 ? line : style.strong(line));
  }

  #leakSums(): void {
    const sums = leakSummary(this.#recording);
    const bytes = Math.max(...Object.values(sums).map((loss) => grouped(loss.bytes).length));
    const rows = (Object.keys(LEAK_WORDS) as LeakKind[]).filter((kind) => sums[kind].blocks > 0);
    rows.forEach((kind, i) => {
      const { bytes: lost, blocks } = sums[kind];
      this.#out.push(
        `${i === 0 ? 'Leak: ' : '      '}${LEAK_WORDS[kind]}: ${grouped(lost).padStart(bytes)} bytes in ${counted(blocks, 'block')}`,
      );
    });
  }

  /** "label: text", wrapped, continued below the text. */
  #paragraph(label: string, plainLabel: string, text: string): void {
    const indent = ' '.repeat(plainLabel.length + 2);
    const room = this.#options.width - indent.length;
    let line = '';
    const lines: string[] = [];
    for (const word of text.split(' ')) {
      if (line !== '' && line.length + 1 + word.length > room) {
        lines.push(line);
        line = word;
      } else line = line === '' ? word : `${line} ${word}`;
    }
    lines.push(line);
    lines.forEach((part, i) => this.#out.push(i === 0 ? `${label}: ${part}` : indent + part));
  }
}
