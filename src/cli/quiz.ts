/** A lesson as a quiz: each question is put, the answer judged, and then shown what happened. */
import { createInterface } from 'node:readline';
import { momentsOf } from '../analysis/lessons/moments.js';
import { isRight, questionsAbout } from '../analysis/lessons/questions.js';
import type { Lesson } from '../events/lesson/lesson.js';
import type { LessonText } from '../report/lessons/text.js';
import type { Style } from '../report/style.js';

export interface Score {
  right: number;
  asked: number;
  /** False when the input ended before the lesson. */
  finished: boolean;
}

interface Terminal {
  input: NodeJS.ReadStream;
  output: NodeJS.WriteStream;
}

const INDENT = '   ';

/** Ends with the lesson or with its input, whichever is first. What is read from a pipe is shown, as a terminal would. */
export async function quiz(
  lesson: Lesson,
  text: LessonText,
  style: Style,
  { input, output }: Terminal,
): Promise<Score> {
  const lines = createInterface({ input });
  const answers = lines[Symbol.asyncIterator]();
  const print = (line: string): boolean => output.write(`${line}\n`);
  const score: Score = { right: 0, asked: 0, finished: false };
  for (const [index, moment] of momentsOf(lesson).entries()) {
    print(`\n${text.title(index)}`);
    for (const question of questionsAbout(lesson, moment)) {
      output.write(`${INDENT}${style.strong(question.text)}\n${INDENT}> `);
      const { value, done } = await answers.next();
      if (done === true) {
        print('');
        return score;
      }
      if (!input.isTTY) print(value);
      score.asked++;
      if (isRight(lesson, question, value)) {
        score.right++;
        print(`${INDENT}${style.help('Right.')}`);
      } else print(`${INDENT}${style.error('No:')} ${question.answer}`);
    }
    for (const line of text.outcome(index)) print(line);
  }
  lines.close();
  return { ...score, finished: true };
}
