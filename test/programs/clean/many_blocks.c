// heapglass: 20,000 live blocks of mixed sizes, freed in a scattered order.
// expect: clean
// stdout: 20000\n
// oracle: valgrind

#include <stdio.h>
#include <stdlib.h>

int main(void) {
  enum { N = 20000 };
  char **p = malloc(N * sizeof *p);
  int sound = 0;
  for (int i = 0; i < N; i++) {
    size_t n = (size_t)(i * 7 % 97) + 1;
    p[i] = malloc(n);
    p[i][n - 1] = (char)i;
  }
  for (int i = 0; i < N; i++) {
    int k = (int)((long long)i * 7919 % N);
    sound += p[k][k * 7 % 97] == (char)k;
    free(p[k]);
  }
  free(p);
  printf("%d\n", sound);
  return 0;
}
