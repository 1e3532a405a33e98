// heapglass: memcmp compares more bytes than the second block has; all bytes before the end are equal.
// expect: InvalidRead line 12 in heap-block
// oracle: valgrind

#include <stdlib.h>
#include <string.h>

int main(void) {
  char *a = calloc(1, 32);
  char *b = calloc(1, 16);
  size_t n = 32;
  int differs = memcmp(a, b, n);
  free(a);
  free(b);
  return differs == 12345;
}
