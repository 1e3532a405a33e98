/**
 * The rules that -M and -MD write for make, without the headers that are nobody's files: the compiler's own lie inside its
 * package, and make would rebuild for ever what depends on a file that it cannot find.
 *
 *     main.o: main.c part.h \        prerequisites, wrapped; a space in a name stands behind a backslash
 *       sub/other.h
 *     part.h:                        with -MP, a rule for each header
 */

/** A name: quoted (-MV), or anything up to white space that no backslash precedes. */
const WORD = /"[^"]*"|(?:\\.|[^\s\\])+/g;
/** The colon that ends the targets; one inside a word belongs to a path of Windows. */
const TARGETS = /^(.*?):(?=\s|$)(.*)$/;
const LINE_LENGTH = 75;

/** @param isOwn whether the path, free of escapes, is a header of the compiler's own */
export function withoutOwnHeaders(rules: string, isOwn: (path: string) => boolean): string {
  const own = (word: string): boolean => isOwn(plain(word));
  let text = '';
  for (const line of rules.replace(/\\\r?\n/g, ' ').split('\n')) {
    const [, targets, after] = TARGETS.exec(line) ?? [];
    if (targets === undefined) continue;
    const prerequisites = after!.match(WORD) ?? [];
    if (prerequisites.length === 0 && own(targets.trim())) continue;
    text += rule(
      targets,
      prerequisites.filter((word) => !own(word)),
    );
  }
  return text;
}

function rule(targets: string, prerequisites: readonly string[]): string {
  let text = `${targets}:`;
  let column = text.length;
  for (const word of prerequisites) {
    if (column + 1 + word.length > LINE_LENGTH) {
      text += ' \\\n ';
      column = 1;
    }
    text += ` ${word}`;
    column += 1 + word.length;
  }
  return `${text}\n`;
}

function plain(word: string): string {
  return word.replace(/^"(.*)"$/, '$1').replace(/\\([\s#\\])/g, '$1');
}
