// heapglass: memmove over overlapping ranges in both directions, at all small distances.
// expect: clean
// stdout: 0\n
// oracle: valgrind

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
  int wrong = 0;
  for (size_t n = 1; n <= 40; n++) {
    for (size_t by = 0; by <= 9; by++) {
      unsigned char *p = malloc(n + by);
      for (size_t i = 0; i < n; i++)
        p[i] = (unsigned char)i;
      memmove(p + by, p, n);
      for (size_t i = 0; i < n; i++)
        wrong += p[by + i] != i;
      memmove(p, p + by, n);
      for (size_t i = 0; i < n; i++)
        wrong += p[i] != i;
      free(p);
    }
  }
  printf("%d\n", wrong);
  return wrong != 0;
}
