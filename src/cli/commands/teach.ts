/** `heapglass teach`: a small heap, operation by operation, with questions or with answers. */
import { version } from '../../api/version.js';
import { grouped } from '../../base/format.js';
import type { Lesson, SideBySide } from '../../events/lesson/lesson.js';
import { DESIGNS } from '../../memory/alloc/designs.js';
import { playLesson } from '../../memory/lessons/play.js';
import { playSideBySide } from '../../memory/lessons/side-by-side.js';
import { lessonJson } from '../../report/lessons/data.js';
import { sideBySideLines } from '../../report/lessons/side-by-side.js';
import { LessonText, lessonText } from '../../report/lessons/text.js';
import type { Style } from '../../report/style.js';
import { comparedOperations, FRAGMENTATION, lessonPlan, PLAN_OPTIONS, requireTopic, TOPICS } from '../lesson-plan.js';
import { helpOf, OptionValues, parseOptions, UsageError, type OptionSpec } from '../option-table.js';
import { quiz } from '../quiz.js';
import { useColour } from '../run-options.js';
import { styles } from '../styles.js';

const WIDTH = 80;

const OPTIONS: readonly OptionSpec[] = [
  { name: 'solve', short: 'c', help: 'answer the questions, and say why' },
  { name: 'quiz', help: 'ask them one by one, and judge the answers' },
  ...PLAN_OPTIONS,
  {
    name: 'format',
    value: 'FORMAT',
    choices: ['text', 'json'],
    default: 'text',
    help: 'json: all steps as data, solved',
  },
  { name: 'color', value: 'WHEN', choices: ['auto', 'always', 'never'], default: 'auto', help: 'colour in the text' },
  { name: 'help', short: 'h', help: 'show this help' },
];

export async function teach(words: string[]): Promise<number> {
  const parsed = parseOptions(words, OPTIONS, false);
  const options = new OptionValues(parsed, OPTIONS);
  if (options.flag('help')) {
    print([`Usage: heapglass teach [options] TOPIC`, '', ...topicLines(), '', helpOf(OPTIONS)]);
    return 0;
  }
  const [topic, ...more] = parsed.positional;
  if (topic === undefined) {
    print([...topicLines(), '', 'heapglass teach TOPIC asks, --solve answers, --quiz judges; more with --help.']);
    return 0;
  }
  if (more.length > 0) throw new UsageError(`one topic at a time: ${topic} or ${more[0]}?`);
  if (topic !== FRAGMENTATION) requireTopic(topic);
  const json = options.text('format') === 'json';
  const [solve, asks] = [options.flag('solve'), options.flag('quiz')];
  if (asks && (json || solve)) throw new UsageError(`--quiz does not go with --${json ? 'format=json' : 'solve'}`);

  const plan = lessonPlan(topic, options, (name) => parsed.values.has(name));
  const lesson = await playLesson(plan);
  const shows = topic === FRAGMENTATION && (solve || asks || json);
  const compared = shows ? comparedOperations(plan) : undefined;
  const sideBySide = compared && (await playSideBySide(compared.operations, compared.request, DESIGNS));
  if (json) {
    process.stdout.write(lessonJson(lesson, sideBySide, version()));
    return 0;
  }
  const style = styles(useColour(options, process.stdout.isTTY === true));
  if (asks) await examine(lesson, sideBySide, style);
  else print([...lessonText(lesson, solve, { width: WIDTH, style }), ...ending(solve, lesson, sideBySide, style)]);
  return 0;
}

async function examine(lesson: Lesson, sideBySide: SideBySide | undefined, style: Style): Promise<void> {
  const text = new LessonText(lesson, { width: WIDTH, style });
  print(text.head());
  const { right, asked, finished } = await quiz(lesson, text, style, { input: process.stdin, output: process.stdout });
  print([...(finished ? ending(true, lesson, sideBySide, style) : []), '', style.strong(`${right} of ${asked} right`)]);
}

function ending(solved: boolean, { seed }: Lesson, sideBySide: SideBySide | undefined, style: Style): string[] {
  if (!solved) return ['', '--solve answers; --quiz asks one by one.'];
  if (sideBySide === undefined) return [];
  const workload =
    seed === undefined ? 'The same operations' : `The same with more blocks (${grouped(sideBySide.blocks)} in all)`;
  return sideBySideLines(`${workload}, each heap as large as it likes`, sideBySide, WIDTH, style);
}

function topicLines(): string[] {
  const width = Math.max(...TOPICS.map(({ name }) => name.length)) + 2;
  return ['Topics:', ...TOPICS.map(({ name, summary }) => `  ${name.padEnd(width)}${summary}`)];
}

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
