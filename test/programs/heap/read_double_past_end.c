// heapglass: Reads a double after the end of an array of doubles.
// expect: InvalidRead line 12 size 8 in heap-block
// oracle: valgrind

#include <stdio.h>
#include <stdlib.h>

int main(void) {
  double *v = malloc(5 * sizeof(double));
  for (int i = 0; i < 5; i++)
    v[i] = i * 0.5;
  volatile double last = v[5];
  (void)last;
  free(v);
  return 0;
}
