// heapglass: A negative count for calloc.
// expect: FishyValue line 9
// oracle: valgrind

#include <stdlib.h>

int main(void) {
  volatile long n = -10;
  void *p = calloc((size_t)n, 1);
  return p != 0;
}
