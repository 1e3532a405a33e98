// heapglass: A negative size for malloc: the program gets NULL and goes on.
// expect: FishyValue line 11
// stdout: refused\n
// oracle: valgrind

#include <stdio.h>
#include <stdlib.h>

int main(void) {
  volatile long n = -3;
  void *p = malloc((size_t)n);
  puts(p ? "given" : "refused");
  free(p);
  return 0;
}
