/** The file is no recording, or a damaged one, or too new. The message is for people: it continues "cannot use FILE: ". */
export class RecordingFormatError extends Error {}

export function damaged(what: string): RecordingFormatError {
  return new RecordingFormatError(`it is damaged (${what})`);
}
