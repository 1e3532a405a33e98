/** Thrown where a program ends at once, without anything of what its end does otherwise (os._exit, a signal). */
export class ProgramEnd extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`the program ends with ${status}`);
    this.status = status;
  }
}
