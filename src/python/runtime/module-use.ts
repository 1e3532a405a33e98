/** What a module of compiled code is for: how soon it is worth while to optimise it. */

/** The functions of a library, most of which are called seldom; its large ones, which take long to optimise. */
export type LibraryUse = 'library' | 'large';

export type ModuleUse = 'program' | LibraryUse;
