/**
 * POSIX functions that wasi-libc leaves out and that ordinary programs use without depending on them much: temporary
 * files work, what WASI cannot do at all (other programs) fails as on a system that does not allow it.
 *
 * The headers stand in front of wasi-libc's and include them; they declare only what those leave out. The source is
 * compiled and linked only when a program's link misses one of its symbols. All of them are weak: a program's own win.
 */
import { PAGED_BEFORE, PAGED_DECLARATIONS } from './paged-headers.js';
import { join } from './paths.js';
import { SYSTEM_DECLARATIONS, SYSTEM_OWN_HEADERS, SYSTEM_SOURCE, SYSTEM_SYMBOLS } from './supplement-system.js';

const POSIX = `(defined(_POSIX_SOURCE) || defined(_POSIX_C_SOURCE) || defined(_XOPEN_SOURCE) || \\
    defined(_GNU_SOURCE) || defined(_BSD_SOURCE))`;

/** @param own the C library has no header of this name to include first */
function header(name: string, before: string, after: string, own = false): string {
  const guard = `__HEAPGLASS_${name.toUpperCase().replace(/\W/g, '_')}`;
  return `#pragma GCC system_header
${before}${own ? '' : `#include_next <${name}>\n`}#ifndef ${guard}
#define ${guard}
#ifdef __cplusplus
extern "C" {
#endif
${after}#ifdef __cplusplus
}
#endif
#endif
`;
}

/** Their headers are put together in another way than the others'. */
const OWN_FORM: ReadonlySet<string> = new Set(['stdio.h', 'stdlib.h']);

export const SUPPLEMENT_HEADERS: Record<string, string> = {
  // The C library's set has room for eight signals.
  '__typedef_sigset_t.h': `#pragma GCC system_header
#ifndef __wasilibc___typedef_sigset_t_h
#define __wasilibc___typedef_sigset_t_h
typedef unsigned long long sigset_t;
#endif
`,
  'stdio.h':
    // wasi-libc declares these two as deprecated; the renaming keeps that away from the real names.
    `#ifndef __HEAPGLASS_STDIO_H
#define tmpnam __wasi_libc_tmpnam
#define tmpfile __wasi_libc_tmpfile
#endif
${header(
  'stdio.h',
  '',
  `#undef tmpnam
#undef tmpfile
#define L_tmpnam 20
#define TMP_MAX 10000
char *tmpnam(char *);
FILE *tmpfile(void);
#if ${POSIX}
FILE *popen(const char *, const char *);
int pclose(FILE *);
${PAGED_DECLARATIONS['stdio.h']}#endif
`,
)}`,
  'stdlib.h': header(
    'stdlib.h',
    '',
    `#if ${POSIX}
int mkstemp(char *);
char *mkdtemp(char *);
#endif
#if defined(_GNU_SOURCE) || defined(_BSD_SOURCE)
void *reallocarray(void *, size_t, size_t);
#endif
${PAGED_DECLARATIONS['stdlib.h']}`,
  ),
  // wasi-libc has the last three, which always fail; under other names, they are in a program that includes this.
  'sys/stat.h': header(
    'sys/stat.h',
    '',
    `mode_t umask(mode_t);
int chmod(const char *, mode_t) __asm__("__heapglass_chmod");
int fchmod(int, mode_t) __asm__("__heapglass_fchmod");
int fchmodat(int, const char *, mode_t, int) __asm__("__heapglass_fchmodat");
`,
  ),
  ...Object.fromEntries(
    Object.entries(SYSTEM_DECLARATIONS).map(([name, text]) => [
      name,
      header(name, '', `#if ${POSIX}\n${text}#endif\n${PAGED_DECLARATIONS[name] ?? ''}`),
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(PAGED_DECLARATIONS)
      .filter(([name]) => !(name in SYSTEM_DECLARATIONS) && !OWN_FORM.has(name))
      .map(([name, text]) => [name, header(name, PAGED_BEFORE[name] ?? '', text)]),
  ),
  ...Object.fromEntries(
    Object.entries(SYSTEM_OWN_HEADERS).map(([name, text]) => [
      name,
      header(name, '', `${text}${PAGED_DECLARATIONS[name] ?? ''}`, true),
    ]),
  ),
};

/** The symbols that SUPPLEMENT_SOURCE defines. */
export const SUPPLEMENT_SYMBOLS: ReadonlySet<string> = new Set([
  'tmpnam',
  'tmpfile',
  'popen',
  'pclose',
  'system',
  'mkstemp',
  'mkdtemp',
  'reallocarray',
  'umask',
  '__heapglass_chmod',
  '__heapglass_fchmod',
  '__heapglass_fchmodat',
  ...SYSTEM_SYMBOLS,
]);

export const SUPPLEMENT_SOURCE = `
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define WEAK __attribute__((weak))

/* Fills the six X at the end of a template. */
static int fill(char *template) {
  static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
  size_t length = strlen(template);
  uint8_t random[6];
  if (length < 6 || strcmp(template + length - 6, "XXXXXX") != 0) {
    errno = EINVAL;
    return -1;
  }
  if (getentropy(random, sizeof random) != 0) return -1;
  for (int i = 0; i < 6; i++) template[length - 6 + i] = letters[random[i] % 36];
  return 0;
}

static void blank(char *template) { memset(template + strlen(template) - 6, 'X', 6); }

enum { TRIES = 100 };

WEAK int mkstemp(char *template) {
  for (int i = 0; i < TRIES; i++) {
    if (fill(template) != 0) return -1;
    int fd = open(template, O_RDWR | O_CREAT | O_EXCL, 0600);
    if (fd >= 0) return fd;
    blank(template);
    if (errno != EEXIST) return -1;
  }
  return -1;
}

WEAK char *mkdtemp(char *template) {
  for (int i = 0; i < TRIES; i++) {
    if (fill(template) != 0) return NULL;
    if (mkdir(template, 0700) == 0) return template;
    blank(template);
    if (errno != EEXIST) return NULL;
  }
  return NULL;
}

/* Only what the run was given can be reached: /tmp where it was, else the working directory. */
static const char *directory(void) { return access("/tmp", W_OK) == 0 ? "/tmp/" : ""; }

WEAK FILE *tmpfile(void) {
  char name[L_tmpnam];
  snprintf(name, sizeof name, "%stmpfile_XXXXXX", directory());
  int fd = mkstemp(name);
  if (fd < 0) return NULL;
  unlink(name);
  FILE *file = fdopen(fd, "w+");
  if (file == NULL) close(fd);
  return file;
}

WEAK char *tmpnam(char *buffer) {
  static char own[L_tmpnam];
  char *name = buffer != NULL ? buffer : own;
  for (int i = 0; i < TRIES; i++) {
    snprintf(name, L_tmpnam, "%stmpnam_XXXXXX", directory());
    if (fill(name) != 0) return NULL;
    if (access(name, F_OK) != 0) return name;
  }
  return NULL;
}

#ifndef __HEAPGLASS_PAGED
/* There is no shell and no other program. */
WEAK int system(const char *command) {
  if (command == NULL) return 0;
  errno = ENOSYS;
  return -1;
}

WEAK FILE *popen(const char *command, const char *mode) {
  (void)command, (void)mode;
  errno = ENOSYS;
  return NULL;
}

WEAK int pclose(FILE *file) {
  (void)file;
  errno = ECHILD;
  return -1;
}
#endif

WEAK void *reallocarray(void *block, size_t count, size_t size) {
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes)) {
    errno = ENOMEM;
    return NULL;
  }
  return realloc(block, bytes);
}

WEAK mode_t umask(mode_t mask) {
  static mode_t current = 022;
  mode_t old = current;
  current = mask & 0777;
  return old;
}

/* WASI has no permissions, so there is nothing to change where there is a file. */
WEAK int fchmodat(int directory, const char *path, mode_t mode, int flags) {
  struct stat status;
  (void)mode;
  return fstatat(directory, path, &status, flags);
}

WEAK int chmod(const char *path, mode_t mode) { return fchmodat(AT_FDCWD, path, mode, 0); }

WEAK int fchmod(int fd, mode_t mode) {
  struct stat status;
  (void)mode;
  return fstat(fd, &status);
}
${SYSTEM_SOURCE}`;

/** The headers, and the option by which the compiler finds them before its own. */
export function supplementHeaders(scratch: string): { files: Map<string, Uint8Array>; options: string[] } {
  const directory = join(scratch, 'include');
  const files = new Map<string, Uint8Array>();
  for (const [name, text] of Object.entries(SUPPLEMENT_HEADERS))
    files.set(join(directory, name), new TextEncoder().encode(text));
  return { files, options: ['-isystem', directory] };
}

/** Whether the supplement defines one of the symbols that a linker missed. */
export function supplementHelps(diagnostics: string): boolean {
  for (const [, symbol] of diagnostics.matchAll(/undefined symbol: (\S+)/g)) {
    if (SUPPLEMENT_SYMBOLS.has(symbol!)) return true;
  }
  return false;
}
