// heapglass: Pointers one past the end are formed and compared, never followed; NULL plus zero.
// expect: clean
// stdout: 10 0\n
// oracle: valgrind

#include <stdio.h>
#include <stdlib.h>

static int global_array[4];

int main(void) {
  int *a = calloc(10, sizeof *a), n = 0, local[3] = {0};
  for (int *p = a, *end = a + 10; p != end; p++)
    n += 1 + *p;
  for (int *p = local; p < local + 3; p++)
    n += *p;
  for (int *p = global_array; p < global_array + 4; p++)
    n += *p;
  int *none = NULL;
  printf("%d %d\n", n, (int)(none + 0 == NULL) - 1);
  free(a);
  return 0;
}
