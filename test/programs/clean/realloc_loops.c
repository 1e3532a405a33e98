// heapglass: A buffer grows and shrinks byte by byte and in jumps; realloc(NULL, n) and calloc zeroing.
// expect: clean
// stdout: 0 3000 0\n
// oracle: valgrind

#include <stdio.h>
#include <stdlib.h>

int main(void) {
  int wrong = 0;
  unsigned char *p = NULL;
  for (size_t n = 1; n <= 300; n++) {
    p = realloc(p, n);
    p[n - 1] = (unsigned char)n;
  }
  for (size_t i = 0; i < 300; i++)
    wrong += p[i] != (unsigned char)(i + 1);
  for (size_t n = 299; n > 10; n -= 7)
    p = realloc(p, n);
  p = realloc(p, 3000);
  p[2999] = 1;
  free(p);
  int dirty = 0;
  for (int round = 0; round < 5; round++) {
    unsigned char *z = calloc(50, 13);
    for (int i = 0; i < 650; i++) {
      dirty += z[i];
      z[i] = 0xff;
    }
    free(z);
  }
  printf("%d %d %d\n", wrong, 3000, dirty);
  return 0;
}
