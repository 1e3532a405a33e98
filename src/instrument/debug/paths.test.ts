import { expect, test } from 'vitest';
import { joinPath, normalisePath } from './paths.js';

test.each([
  ['a.c', 'a.c'],
  ['./a.c', 'a.c'],
  ['/x/../y//z/./a.c', '/y/z/a.c'],
  ['../a.c', '../a.c'],
  ['x/../../a.c', '../a.c'],
  ['/../a.c', '/a.c'],
  ['C:\\x\\..\\a.c', 'C:\\a.c'],
  ['C:\\x\\a.c', 'C:\\x\\a.c'],
  ['..a/b..c', '..a/b..c'],
])('normalises %s', (path, expected) => {
  expect(normalisePath(path)).toBe(expected);
});

test.each([
  ['/home', 'a.c', '/home/a.c'],
  ['/', 'a.c', '/a.c'],
  ['', 'a.c', 'a.c'],
  ['/home', '/a.c', '/a.c'],
  ['/home', 'C:\\a.c', 'C:\\a.c'],
])('joins %s and %s', (directory, path, expected) => {
  expect(joinPath(directory, path)).toBe(expected);
});
