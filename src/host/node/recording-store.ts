/** Recordings as files on this machine. */
import { readFileSync, writeFileSync } from 'node:fs';
import { deflateSync, inflateSync } from 'node:zlib';
import { decodeRecording, encodeRecording } from '../../events/format/recording-file.js';
import type { Compressor } from '../../events/format/encoding.js';
import type { Recording } from '../../events/recording.js';

/** Fast rather than small: recordings are large and written once. */
const compressor: Compressor = {
  deflate: (bytes) => deflateSync(bytes, { level: 1 }),
  inflate: (bytes, size) => inflateSync(bytes, { maxOutputLength: Math.max(size, 1) }),
};

/** @param file a path or an open descriptor. @throws the file system's error */
export function saveRecording(file: string | number, recording: Recording): void {
  writeFileSync(file, encodeRecording(recording, compressor));
}

/** @throws RecordingFormatError, or the file system's error */
export function loadRecording(path: string): Recording {
  return decodeFile(readFileSync(path));
}

/** @throws RecordingFormatError */
export function decodeFile(bytes: Uint8Array): Recording {
  return decodeRecording(bytes, compressor);
}
