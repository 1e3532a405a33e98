// heapglass: aligned_alloc with an alignment that is not a power of two.
// expect: InvalidAlignment line 9
// oracle: none memcheck 3.19 does not know it

#include <stdlib.h>

int main(void) {
  volatile size_t alignment = 24;
  void *p = aligned_alloc(alignment, 48);
  free(p);
  return 0;
}
