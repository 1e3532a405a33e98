/** The name whose first object is watched, and the bindings of it that code has. */
const INNER = /\.?<(?:listcomp|setcomp|dictcomp|genexpr|lambda)>/g;

export class WatchedName {
  readonly text: string;
  readonly #scope: string;
  readonly #name: string;

  /** @param text `variable`, `function.variable`, `Class.method.variable` or `Class.attribute` */
  constructor(text: string) {
    this.text = text;
    const dot = text.lastIndexOf('.');
    this.#scope = text.slice(0, Math.max(dot, 0));
    this.#name = text.slice(dot + 1);
  }

  static isName(text: string): boolean {
    return /^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$/u.test(text);
  }

  /** @param scope qualified name of the code in which the name is bound */
  isBoundIn(scope: string, name: string): boolean {
    return name === this.#name && plain(scope) === this.#scope;
  }

  isAttribute(name: string): boolean {
    return this.#scope !== '' && name === this.#name;
  }

  /** Whether an attribute of an instance of a class is meant. */
  isOfClass(className: string): boolean {
    return plain(className) === this.#scope;
  }
}

/** A qualified name as people write it. */
function plain(scope: string): string {
  return scope === '<module>' ? '' : scope.replaceAll('.<locals>', '').replaceAll(INNER, '');
}
