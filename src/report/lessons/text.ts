/** A lesson for people: the heap, then every operation with its questions or with what happened. */
import { explainStep } from '../../analysis/lessons/explain.js';
import { figuresOf } from '../../analysis/lessons/figures.js';
import { momentsOf, offset, type Moment } from '../../analysis/lessons/moments.js';
import { questionsAbout } from '../../analysis/lessons/questions.js';
import { counted, grouped, hex } from '../../base/format.js';
import type { HeapPicture, HeapSums } from '../../events/lesson/heap-picture.js';
import type { ChunkFormat, Lesson, LessonOperation, LessonStep } from '../../events/lesson/lesson.js';
import type { Style } from '../style.js';
import { TIED, wrapped } from '../text/paragraph.js';
import { freeListLines } from './free-list-lines.js';
import { heapMap, MAP_LEGEND, scaleOf } from './heap-map.js';

export interface LessonTextOptions {
  /** Columns. */
  width: number;
  style: Style;
}

const INDENT = '   ';

/** The parts of a lesson one by one, for those who are asked in between. */
export class LessonText {
  readonly #lesson: Lesson;
  readonly #moments: readonly Moment[];
  readonly #scale: number;
  readonly #width: number;
  readonly #style: Style;

  constructor(lesson: Lesson, { width, style }: LessonTextOptions) {
    this.#lesson = lesson;
    this.#moments = momentsOf(lesson);
    this.#scale = scaleOf([lesson.opening, ...lesson.steps.map(({ picture }) => picture)]);
    this.#width = width;
    this.#style = style;
  }

  /** What there is before the first operation, and how to read what follows. */
  head(): string[] {
    const { topic, design, summary, seed, opening } = this.#lesson;
    const title = topic === design.split('/')[0] ? design : `${topic} on ${design}`;
    return [
      `${this.#style.strong(title)}: ${summary}${seed === undefined ? '' : ` (seed ${seed})`}`,
      '',
      ...wrapped(`${formatSentences(this.#lesson.format)} ${this.#addresses()}`, this.#width),
      ...wrapped(
        `In the map ${this.#scaleSentence()}: ${MAP_LEGEND.replaceAll(' ', TIED).replaceAll(TIED.repeat(3), '  ')}`,
        this.#width,
      ),
      ...(opening.freeLists.some(({ rover }) => rover !== undefined)
        ? ['* in a list: here the next search begins.']
        : []),
      '',
      ...this.#picture(opening),
    ];
  }

  /** The operation with its questions, unanswered. */
  asked(index: number): string[] {
    const { step } = this.#moments[index]!;
    return [
      '',
      this.#title(index, step.operation.kind === 'malloc' ? ' returns ?' : ''),
      ...questionsAbout(this.#lesson, this.#moments[index]!).flatMap(({ text }) => this.#indented(text)),
    ];
  }

  /** The operation, what happened, and the heap afterwards. */
  solved(index: number): string[] {
    const { step } = this.#moments[index]!;
    return [
      '',
      this.#title(index, step.operation.kind === 'malloc' ? ` returns ${this.#address(step)}` : ''),
      ...this.outcome(index),
    ];
  }

  /** What happened, and the heap afterwards. */
  outcome(index: number): string[] {
    const moment = this.#moments[index]!;
    const { broken, picture } = moment.step;
    return [
      ...this.#indented(explainStep(this.#lesson, moment)),
      ...this.#picture(picture),
      ...(this.#lesson.topic === 'fragmentation'
        ? this.#indented(figureWords(picture.sums, this.#lesson.request))
        : []),
      ...(broken === undefined ? [] : [this.#style.error(`${INDENT}The heap is broken: ${broken}.`)]),
    ];
  }

  /** "1  ptr[0] = malloc(40)". */
  title(index: number): string {
    return this.#title(index, '');
  }

  #title(index: number, result: string): string {
    const { operation } = this.#moments[index]!.step;
    return this.#style.strong(`${String(index + 1).padEnd(INDENT.length)}${operationText(operation)}${result}`);
  }

  #address({ address }: LessonStep): string {
    return address === 0 ? 'NULL' : `${offset(this.#lesson, address)} (${hex(address)})`;
  }

  #addresses(): string {
    return `Addresses are offsets: +16 is ${hex(this.#lesson.start + 16)}.`;
  }

  #scaleSentence(): string {
    return `a column is ${counted(this.#scale, 'byte')}`;
  }

  #picture(picture: HeapPicture): string[] {
    const lists = freeListLines(this.#lesson, picture, this.#width - INDENT.length, this.#style);
    return [...heapMap(picture, this.#lesson.start, this.#scale, this.#style), ...lists.map((line) => INDENT + line)];
  }

  #indented(text: string): string[] {
    return wrapped(text, this.#width - INDENT.length).map((line) => INDENT + line);
  }
}

export function lessonText(lesson: Lesson, solve: boolean, options: LessonTextOptions): string[] {
  const text = new LessonText(lesson, options);
  return [...text.head(), ...lesson.steps.flatMap((_, index) => (solve ? text.solved(index) : text.asked(index)))];
}

function operationText(operation: LessonOperation): string {
  return operation.kind === 'malloc'
    ? `ptr[${operation.pointer}] = malloc(${operation.size})`
    : `free(ptr[${operation.pointer}])`;
}

function formatSentences({ header, sizes, unit, least, alignment }: ChunkFormat): string {
  const head =
    header === 0 ? 'Blocks have no header' : `A chunk is a header of ${counted(header, 'byte')} and the block`;
  const all = {
    multiples: `sizes are multiples of ${unit}`,
    powers: 'sizes are powers of two',
    classes: `sizes are those of size classes, multiples of ${unit}`,
  }[sizes];
  return `${head}; ${all}, at least ${least}. Blocks begin at multiples of ${alignment}.`;
}

/** "internal 8.9 %, external 44.4 %": what is lost inside and outside of blocks. */
function figureWords(sums: HeapSums, request: number): string {
  const { internal, external } = figuresOf(sums);
  const { free, freeBlocks, largestFree, unusable } = sums;
  const pieces = `${grouped(free)} free in ${counted(freeBlocks, 'piece')}, largest ${grouped(largestFree)}`;
  return `internal ${percent(internal)}, external ${percent(external)} (${pieces}); unusable for ${grouped(request)}: ${unusable.toFixed(2)}`.replaceAll(
    ' %',
    `${TIED}%`,
  );
}

function percent(part: number): string {
  return `${(100 * part).toFixed(1)} %`;
}
