/**
 * A lesson as plain data: what `heapglass teach --format json` prints. docs/teach.md describes it. The version changes when
 * a field changes its meaning or goes away; new fields come without notice.
 */
import { explainStep } from '../../analysis/lessons/explain.js';
import { figuresOf } from '../../analysis/lessons/figures.js';
import { momentsOf, type Moment } from '../../analysis/lessons/moments.js';
import { questionsAbout } from '../../analysis/lessons/questions.js';
import type { HeapPicture } from '../../events/lesson/heap-picture.js';
import type { Lesson, SideBySide } from '../../events/lesson/lesson.js';

export const LESSON_SCHEMA = 'heapglass.lesson';
export const LESSON_VERSION = 1;

export function lessonJson(lesson: Lesson, sideBySide: SideBySide | undefined, tool: string): string {
  const { steps: _steps, opening, ...facts } = lesson;
  const data = {
    schema: LESSON_SCHEMA,
    version: LESSON_VERSION,
    tool,
    ...facts,
    opening: pictureData(opening),
    steps: momentsOf(lesson).map((moment) => stepData(lesson, moment)),
    sideBySide,
  };
  return `${JSON.stringify(data, undefined, 2)}\n`;
}

function stepData(lesson: Lesson, moment: Moment) {
  const { picture, ...step } = moment.step;
  return {
    ...step,
    explanation: explainStep(lesson, moment),
    questions: questionsAbout(lesson, moment),
    heap: pictureData(picture),
  };
}

function pictureData(picture: HeapPicture): HeapPicture & { fragmentation: ReturnType<typeof figuresOf> } {
  return { ...picture, fragmentation: figuresOf(picture.sums) };
}
