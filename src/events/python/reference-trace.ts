/** What happened to the references to one object of a Python program: what `heapglass run --trace-refs NAME` shows. */

/** Where the program was. */
export interface ReferencePlace {
  readonly file: string;
  readonly line: number;
  /** Qualified name of the function; <module> outside of any. */
  readonly function: string;
  /** The line's text, without what is around it. */
  readonly source: string;
}

export type ChangeKind =
  /** A name, an element, an attribute … refers to it now, or does so no more. */
  | 'stored'
  | 'dropped'
  /** An operand or argument for a moment: `up` and `down` of one reference without another change between them. */
  | 'passing'
  /** A reference went from one place to another; the count stays. */
  | 'moved';

export interface ReferenceChange {
  readonly kind: ChangeKind;
  readonly at: ReferencePlace;
  readonly before: number;
  /** Of what is passing the count in between; `after` is `before` then. */
  readonly between?: number;
  readonly after: number;
  readonly reason: string;
}

/** Changes in their order, so often one after the other; counts are those of the first time. Groups may have groups. */
export interface ChangeRun {
  readonly changes: readonly (ReferenceChange | ChangeRun)[];
  readonly times: number;
  /** What each time adds to the counts. */
  readonly step: number;
}

export type ReferenceEnd =
  | { readonly how: 'freed'; readonly at: ReferencePlace; readonly why: string }
  /** When the program's last statement was done. */
  | { readonly how: 'alive'; readonly count: number; readonly holders: readonly Holder[] };

/** So many references are held in the same way; the interpreter itself may have more. */
export interface Holder {
  readonly text: string;
  readonly references: number;
}

export interface ReferenceTrace {
  /** As the command line named them. */
  readonly program: string;
  readonly name: string;
  /** Undefined: the name was never bound. */
  readonly object?: {
    /** Its type. */
    readonly type: string;
    /** Where the name was bound to it. */
    readonly at: ReferencePlace;
    /** One of the interpreter's own, which is never freed: None, small ints, types. */
    readonly isPermanent: boolean;
  };
  readonly changes: readonly (ReferenceChange | ChangeRun)[];
  /** Changes that are not in `changes`, because there were too many. */
  readonly omitted: number;
  readonly end?: ReferenceEnd;
}
