// heapglass: posix_memalign with an alignment that is not a power of two: EINVAL, and the pointer is left alone.
// expect: InvalidAlignment line 13
// stdout: EINVAL\n
// oracle: none memcheck 3.19 does not know it

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

int main(void) {
  void *p = 0;
  volatile size_t alignment = 40;
  int error = posix_memalign(&p, alignment, 100);
  puts(error == EINVAL ? "EINVAL" : "?");
  return p != 0;
}
