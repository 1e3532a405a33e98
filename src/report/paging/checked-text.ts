/** What was found in the processes of a run, for people: process by process, in the order of their numbers. */
import type { Recording } from '../../events/recording.js';
import { renderReport, type RenderOptions } from '../render.js';

/** One process alone needs no heading. */
export function checkedText(recordings: readonly Recording[], options: RenderOptions): string {
  if (recordings.length === 1) return renderReport(recordings[0]!, 'text', options);
  return recordings
    .map((recording) => {
      const { process, program } = recording.header;
      const of = process?.parent === undefined ? '' : `, child of ${process.parent}`;
      const heading = options.style.strong(`process ${process?.pid} (${program}${of})`);
      return `${heading}\n${renderReport(recording, 'text', options)}`;
    })
    .join('\n');
}
