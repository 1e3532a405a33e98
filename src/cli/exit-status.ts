/** What heapglass's own exit statuses mean; the numbers are those of sysexits.h where it has one. */
export const EXIT = {
  usage: 64,
  /** It does not compile, or is no program or recording that can be used. */
  data: 65,
  noInput: 66,
  /** The compiler cannot be used. */
  unavailable: 69,
  internal: 70,
  /** The system refuses what heapglass needs to run. */
  system: 71,
  cannotWrite: 73,
  /** As timeout(1) has it. */
  timeout: 124,
} as const;
