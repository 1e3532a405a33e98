// heapglass: Wide-character functions on exactly sized heap strings, and conversions to multibyte.
// expect: clean
// stdout: 190 0 round trip\n
// oracle: valgrind

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

int main(void) {
  size_t total = 0;
  int wrong = 0;
  for (size_t n = 0; n < 20; n++) {
    wchar_t *w = malloc((n + 1) * sizeof *w);
    wmemset(w, L'w', n);
    w[n] = L'\0';
    total += wcslen(w);
    wchar_t *copy = malloc((n + 1) * sizeof *copy);
    wcscpy(copy, w);
    wrong += wcscmp(copy, w) != 0 || wcschr(w, L'x') != NULL || wmemchr(w, L'x', n) != NULL;
    wrong += wcsncmp(copy, w, 100) != 0;
    free(copy);
    free(w);
  }
  wchar_t wide[20];
  char narrow[20];
  mbstowcs(wide, "round trip", 20);
  wcstombs(narrow, wide, 20);
  printf("%zu %d %s\n", total, wrong, narrow);
  return 0;
}
