// heapglass: Sorts 5,000 heap strings through pointers, so that libc's sort moves much memory.
// expect: clean
// stdout: sorted\n
// oracle: valgrind

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int compare(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

int main(void) {
  enum { N = 5000 };
  char **s = malloc(N * sizeof *s);
  unsigned seed = 1;
  for (int i = 0; i < N; i++) {
    seed = seed * 1103515245u + 12345u;
    char text[32];
    snprintf(text, sizeof text, "%u", seed >> 8);
    s[i] = strdup(text);
  }
  qsort(s, N, sizeof *s, compare);
  int wrong = 0;
  for (int i = 1; i < N; i++)
    wrong += strcmp(s[i - 1], s[i]) > 0;
  for (int i = 0; i < N; i++)
    free(s[i]);
  free(s);
  puts(wrong ? "wrong" : "sorted");
  return 0;
}
