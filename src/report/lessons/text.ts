/** A lesson for people: the heap, then every operation with its questions or with what happened. */
import { explainStep } from '../../analysis/lessons/explain.js';
import { figuresOf } from '../../analysis/lessons/figures.js';
import { momentsOf, offset, type Moment } from '../../analysis/lessons/moments.js';
import { questionsAbout } from '../../analysis/lessons/questions.js';
import { counted, grouped, hex } from '../../base/format.js';
import type { FreeList, HeapArea, HeapPicture, HeapSums } from '../../events/lesson/heap-picture.js';
import type { ChunkFormat, Lesson, LessonOperation, LessonStep } from '../../events/lesson/lesson.js';
import type { Address } from '../../base/ids.js';
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
const WHAT_IS_ASKED = 'What does each malloc return, and what is the heap like after each operation?';

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
    const { topic, allocator, design, summary, seed, opening, format } = this.#lesson;
    const title =
      (topic === allocator ? topic : `${topic} on ${allocator}`) + (design === allocator ? '' : `, tuned: ${design}`);
    return [
      this.#style.strong(title + (seed === undefined ? '' : ` (seed ${seed})`)),
      ...wrapped(`${summary[0]!.toUpperCase()}${summary.slice(1)}.`, this.#width),
      '',
      ...wrapped(`${formatSentences(format)} ${this.#addresses()}`, this.#width),
      ...wrapped(this.#mapSentences(), this.#width),
      ...wrapped(`${INDENT}${MAP_LEGEND}`.replaceAll(' ', TIED), this.#width),
      '',
      ...this.#picture(opening),
    ];
  }

  /** The operation with its questions, unanswered. */
  asked(index: number): string[] {
    const questions = questionsAbout(this.#lesson, this.#moments[index]!).map(({ subject }) => subject);
    const returns = questions[0] === 'returns' ? ' returns ?' : '';
    return [
      '',
      this.#title(index, returns),
      ...questions.filter((subject) => subject !== 'returns').map((subject) => `${INDENT}${subject}  ?`),
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
      ...this.#picture(picture, moment.step.address),
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
    return this.#style.strong(`${String(index + 1).padEnd(INDENT.length - 1)} ${operationText(operation)}${result}`);
  }

  #address({ address }: LessonStep): string {
    return address === 0 ? 'NULL' : `${offset(this.#lesson, address)} (${hex(address)})`;
  }

  #addresses(): string {
    const { start, own } = this.#lesson;
    const before = own === 0 ? '' : ` The ${counted(own, 'byte')} before +0 are the allocator's own.`;
    return `Addresses are offsets: +16 is ${hex(start + 16)}.${before}`;
  }

  #mapSentences(): string {
    const rover = this.#moments.some(({ after }) => after.freeLists.some((list) => list.rover !== undefined));
    return `A column of the map is ${counted(this.#scale, 'byte')}.${rover ? ' The next search begins at the * in the list.' : ''}`;
  }

  /** @param touched of a design with lists for each page only those of this address's page are shown */
  #picture(picture: HeapPicture, touched?: Address): string[] {
    const area = touched === undefined ? undefined : areaOf(picture, touched);
    const lists = freeListLines(this.#lesson, listsIn(picture, area), this.#width - INDENT.length, this.#style);
    return [...heapMap(picture, this.#lesson.start, this.#scale, this.#style), ...lists.map((line) => INDENT + line)];
  }

  #indented(text: string): string[] {
    return wrapped(text, this.#width - INDENT.length).map((line) => INDENT + line);
  }
}

export function lessonText(lesson: Lesson, solve: boolean, options: LessonTextOptions): string[] {
  const text = new LessonText(lesson, options);
  const questions = solve ? [] : ['', ...wrapped(WHAT_IS_ASKED, options.width)];
  return [
    ...text.head(),
    ...questions,
    ...lesson.steps.flatMap((_, index) => (solve ? text.solved(index) : text.asked(index))),
  ];
}

function operationText(operation: LessonOperation): string {
  return operation.kind === 'malloc'
    ? `ptr[${operation.pointer}] = malloc(${operation.size})`
    : `free(ptr[${operation.pointer}])`;
}

function areaOf({ areas }: HeapPicture, address: Address): HeapArea | undefined {
  return areas.find(({ from, to }) => from <= address && address < to);
}

function listsIn({ freeLists }: HeapPicture, area: HeapArea | undefined): FreeList[] {
  return area === undefined
    ? freeLists
    : freeLists.filter(({ page }) => page === undefined || (area.from <= page && page < area.to));
}

function formatSentences({ header, sizes, unit, least, classes, alignment }: ChunkFormat): string {
  const head =
    header === 0 ? 'Blocks have no header' : `A chunk is a header of ${counted(header, 'byte')} and the block`;
  const all = {
    multiples: `sizes are multiples of ${unit}`,
    powers: 'sizes are powers of two',
    classes: `sizes are those of classes: ${classes.join(', ')} and on`,
  }[sizes];
  return `${head}; ${all}${sizes === 'classes' ? '' : `, at least ${least}`}. Blocks begin at multiples of ${alignment}.`;
}

/** "internal 8.9 %, external 44.4 %": what is lost inside and outside of blocks. */
function figureWords(sums: HeapSums, request: number): string {
  const { internal, external } = figuresOf(sums);
  return `internal ${percent(internal)}, external ${percent(external)}, unusable for ${grouped(request)} bytes: ${sums.unusable.toFixed(2)}`;
}

function percent(part: number): string {
  return `${(100 * part).toFixed(1)} %`;
}
