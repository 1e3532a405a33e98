// heapglass: malloc_usable_size is at least what was asked for.
// expect: clean
// stdout: enough\n
// oracle: valgrind

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>

int main(void) {
  int short_of = malloc_usable_size(NULL) != 0;
  for (size_t n = 0; n < 200; n += 3) {
    char *p = malloc(n);
    short_of += malloc_usable_size(p) < n;
    free(p);
  }
  puts(short_of ? "too small" : "enough");
  return 0;
}
