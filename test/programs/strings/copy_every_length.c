// heapglass: strcpy, strncpy, stpcpy, strdup, strndup, strcat and memccpy between blocks of exactly the right size.
// expect: clean
// stdout: 0\n
// oracle: valgrind

#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
  int wrong = 0;
  for (size_t n = 0; n <= 40; n++) {
    char *s = malloc(n + 1);
    memset(s, 'y', n);
    s[n] = '\0';
    char *a = malloc(n + 1), *b = malloc(n + 5), *c = malloc(n + 1), *d = strdup(s), *e = strndup(s, n / 2);
    char *f = malloc(2 * n + 1), *g = malloc(n + 1), *h = malloc(n + 1);
    strcpy(a, s);
    strncpy(b, s, n + 5);
    char *end = stpcpy(c, s);
    strcpy(f, s);
    strcat(f, s);
    memcpy(g, s, n);
    memccpy(h, s, '\0', n + 1);
    wrong += strcmp(a, s) != 0 || strcmp(b, s) != 0 || end != c + n || strcmp(d, s) != 0 || strlen(e) != n / 2;
    wrong += strlen(f) != 2 * n || memcmp(g, s, n) != 0 || strcmp(h, s) != 0;
    free(s), free(a), free(b), free(c), free(d), free(e), free(f), free(g), free(h);
  }
  printf("%d\n", wrong);
  return wrong;
}
