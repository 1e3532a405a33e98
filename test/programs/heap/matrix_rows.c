// heapglass: A matrix of row pointers: one column too many in the last row, found twice (write, then read).
// expect: InvalidWrite line 13 size 8 in heap-block
// expect: InvalidRead line 14 size 8 in heap-block
// oracle: valgrind

#include <stdlib.h>

int main(void) {
  enum { ROWS = 3, COLUMNS = 4 };
  double **m = malloc(ROWS * sizeof *m);
  for (int r = 0; r < ROWS; r++)
    m[r] = calloc(COLUMNS, sizeof **m);
  m[2][COLUMNS] = 1.5;
  double trace = m[2][COLUMNS];
  for (int r = 0; r < ROWS; r++)
    free(m[r]);
  free(m);
  return trace == 17.25 ? 1 : 0;
}
