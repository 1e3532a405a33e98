// heapglass: Blocks of 1 to 32 MB, touched at both ends, freed in another order.
// expect: clean
// stdout: 12\n
// oracle: valgrind

#include <stdio.h>
#include <stdlib.h>

int main(void) {
  char *p[6];
  int total = 0;
  for (int i = 0; i < 6; i++) {
    size_t n = (size_t)1 << (20 + i);
    p[i] = malloc(n);
    p[i][0] = p[i][n - 1] = 1;
    total += p[i][0] + p[i][n - 1];
  }
  for (int i = 0; i < 6; i++)
    free(p[(i * 5 + 2) % 6]);
  printf("%d\n", total);
  return 0;
}
