/** What is wrong with a text or a specification, in CPython's words; numbers/raise.ts makes an exception of the program of it. */
export class NumberError extends Error {
  override readonly name: 'ValueError' | 'OverflowError' | 'TypeError';

  constructor(name: 'ValueError' | 'OverflowError' | 'TypeError', message: string) {
    super(message);
    this.name = name;
  }
}

export function valueError(message: string): never {
  throw new NumberError('ValueError', message);
}

export function overflowError(message: string): never {
  throw new NumberError('OverflowError', message);
}
