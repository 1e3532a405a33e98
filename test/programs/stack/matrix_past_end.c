// heapglass: Walks a two-dimensional local array with one row too many.
// expect: InvalidRead line 14 size 4 count 3 in stack variable m
// oracle: none memcheck does not bound local arrays

#include <stdint.h>

int main(void) {
  int32_t m[2][3] = {{1, 2, 3}, {4, 5, 6}};
  int32_t(*row)[3] = m;
  volatile int rows = 3;
  int64_t sum = 0;
  for (int r = 0; r < rows; r++)
    for (int c = 0; c < 3; c++)
      sum += row[r][c];
  return sum == 123456;
}
