/** Source paths as compilers write them into debug information: POSIX or Windows, relative or absolute. */

export function isAbsolutePath(path: string): boolean {
  return /^([/\\]|[A-Za-z]:[/\\])/.test(path);
}

/** `path` seen from `directory`. */
export function joinPath(directory: string, path: string): string {
  if (directory === '' || isAbsolutePath(path)) return path;
  return /[/\\]$/.test(directory) ? directory + path : `${directory}/${path}`;
}

/** Without "." and, where a directory precedes it, without "..". A path without either stays as it is. */
export function normalisePath(path: string): string {
  if (!/(^|[/\\])\.{0,2}([/\\]|$)/.test(path)) return path;
  const root = /^([A-Za-z]:)?[/\\]?/.exec(path)?.[0] ?? '';
  const parts: string[] = [];
  for (const part of path.slice(root.length).split(/[/\\]/)) {
    if (part === '' || part === '.') continue;
    const last = parts.at(-1);
    if (part !== '..' || ((last === undefined || last === '..') && root === '')) parts.push(part);
    else if (last !== undefined) parts.pop();
  }
  return root + parts.join('/') || '.';
}
