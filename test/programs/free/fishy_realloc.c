// heapglass: A negative size for realloc leaves the block as it was.
// expect: FishyValue line 10
// oracle: valgrind

#include <stdlib.h>

int main(void) {
  volatile long n = -100;
  char *p = malloc(10);
  char *q = realloc(p, (size_t)n);
  p[9] = 1;
  free(q ? q : p);
  return 0;
}
