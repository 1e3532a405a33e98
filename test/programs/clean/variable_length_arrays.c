// heapglass: Variable-length arrays of changing size, in loops and as parameters.
// expect: clean
// stdout: 1240 36\n
// oracle: valgrind

#include <stdio.h>

static int sum(int rows, int columns, int m[rows][columns]) {
  int total = 0;
  for (int r = 0; r < rows; r++)
    for (int c = 0; c < columns; c++)
      total += m[r][c];
  return total;
}

int main(void) {
  int total = 0;
  for (int n = 1; n <= 15; n++) {
    int a[n];
    for (int i = 0; i < n; i++)
      a[i] = n;
    for (int i = 0; i < n; i++)
      total += a[i];
  }
  int rows = 3, columns = 4;
  int m[rows][columns];
  for (int r = 0; r < rows; r++)
    for (int c = 0; c < columns; c++)
      m[r][c] = 3;
  printf("%d %d\n", total, sum(rows, columns, m));
  return 0;
}
