/** heapglass as a library. Everything here follows semantic versioning; what is not exported here may change. */
import type { Recording } from '../events/recording.js';
import { renderReport, type ReportFormat } from '../report/render.js';
import { PLAIN } from '../report/style.js';

export { checkProgram, CompileFailed, type CheckOptions } from './check-program.js';
export { runModule, type RunModuleOptions, type RunResult } from './run-module.js';
export { version } from './version.js';
export type { Ending, Finding, LeakRecord, Place } from '../events/findings.js';
export type { Recording, ReportOptions } from '../events/recording.js';
export { RecordingFormatError } from '../events/format/format-error.js';
export { loadRecording, saveRecording } from '../host/node/recording-store.js';
export { MalformedModule } from '../instrument/binary/reader.js';
export { ToolchainError } from '../languages/clang/toolchain.js';
export type { ReportFormat };

/** The report on a recording, as `heapglass report` prints it, without colours. */
export function report(recording: Recording, format: ReportFormat = 'text', width = 80): string {
  return renderReport(recording, format, { width, style: PLAIN });
}
