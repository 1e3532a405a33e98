/** `heapglass report`: the reports of a recording, the same as the run itself gave. */
import { writeFileSync } from 'node:fs';
import { RecordingFormatError } from '../../events/format/format-error.js';
import type { Recording } from '../../events/recording.js';
import { loadRecording } from '../../host/node/recording-store.js';
import { renderReport, type ReportFormat } from '../../report/render.js';
import { EXIT } from '../exit-status.js';
import { reasonOf } from '../file-errors.js';
import { requireFinite } from '../input.js';
import { helpOf, OptionValues, parseOptions, UsageError, type OptionSpec } from '../option-table.js';
import { reportOptions, reportWidth, RUN_OPTIONS, useColour } from '../run-options.js';
import { styles } from '../styles.js';

const NAMES = new Set([
  'format',
  'log-file',
  'color',
  'leak-check',
  'show-leak-kinds',
  'errors-for-leak-kinds',
  'num-callers',
  'help',
]);
/** Without defaults: what is not given stays as it was recorded. */
const OPTIONS: readonly OptionSpec[] = RUN_OPTIONS.filter((option) => NAMES.has(option.name));

export async function report(words: string[]): Promise<number> {
  const parsed = parseOptions(words, OPTIONS, false);
  const options = new OptionValues(parsed, OPTIONS);
  if (options.flag('help')) {
    process.stdout.write(`Usage: heapglass report [options] FILE.hg\n\n${helpOf(OPTIONS)}\n`);
    return 0;
  }
  const [file, ...more] = parsed.positional;
  if (file === undefined || more.length > 0) throw new UsageError('which recording? Usage: heapglass report FILE.hg');
  let recording: Recording;
  try {
    requireFinite(file);
    recording = loadRecording(file);
  } catch (error) {
    if (error instanceof RecordingFormatError) {
      process.stderr.write(`heapglass: cannot use ${file}: ${error.message}\n`);
      return EXIT.data;
    }
    process.stderr.write(`heapglass: cannot read ${file}: ${reasonOf(error)}\n`);
    return EXIT.noInput;
  }
  const asked = reportOptions(options);
  const recorded = recording.header.options;
  const given = (name: string): boolean => parsed.values.has(name);
  if (given('leak-check') && asked.leakCheck !== 'no' && recorded.leakCheck === 'no')
    recording.header.notes.push('The run did not look for leaks (--leak-check=no), so none can be shown.');
  recording.header.options = {
    leakCheck: given('leak-check') && recorded.leakCheck !== 'no' ? asked.leakCheck : recorded.leakCheck,
    showLeakKinds: given('show-leak-kinds') ? asked.showLeakKinds : recorded.showLeakKinds,
    errorsForLeakKinds: given('errors-for-leak-kinds') ? asked.errorsForLeakKinds : recorded.errorsForLeakKinds,
    numCallers: given('num-callers') ? asked.numCallers : recorded.numCallers,
  };
  const logFile = options.text('log-file');
  const colour = useColour(options, process.stdout.isTTY === true);
  const text = renderReport(recording, options.text('format') as ReportFormat, {
    width: reportWidth(options, process.stdout),
    style: styles(colour),
  });
  if (logFile === undefined) process.stdout.write(text);
  else {
    try {
      writeFileSync(logFile, text);
    } catch (error) {
      process.stderr.write(`heapglass: cannot write ${logFile}: ${reasonOf(error)}\n`);
      return EXIT.cannotWrite;
    }
  }
  return 0;
}
