/** Allocation traces and reference traces as files on this machine, packed or not, and recordings as traces. */
import { readFileSync } from 'node:fs';
import { MAGIC } from '../../events/format/sections.js';
import { readReferences, type ReadReferences } from '../../events/references/read-references.js';
import { traceOfRecording } from '../../events/trace/from-recording.js';
import { readTrace, type ReadTrace } from '../../events/trace/read-trace.js';
import { decodeFile } from './recording-store.js';
import { unpacked } from './unpack.js';

/** @throws TraceError, RecordingFormatError, or the file system's error */
export function loadTrace(path: string, lenient: boolean): ReadTrace {
  const bytes = unpacked(readFileSync(path));
  const isRecording = [...MAGIC].every((letter, i) => bytes[i] === letter.charCodeAt(0));
  return isRecording ? traceOfRecording(decodeFile(bytes), lenient) : readTrace(bytes, lenient);
}

/** @param settings as readReferences takes them. @throws TraceError, or the file system's error */
export function loadReferences(path: string, settings: Parameters<typeof readReferences>[1]): ReadReferences {
  return readReferences(unpacked(readFileSync(path)), settings);
}
