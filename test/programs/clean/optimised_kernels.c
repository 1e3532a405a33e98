// heapglass: Matrix product, sieve and string building with full optimisation, where loads and stores are merged and widened.
// flags: -O2
// expect: clean
// stdout: 285 168 abcabcabc 2870\n
// oracle: valgrind

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static double dot(const double *a, const double *b, int n) {
  double s = 0;
  for (int i = 0; i < n; i++)
    s += a[i] * b[i];
  return s;
}

int main(void) {
  double *v = malloc(10 * sizeof *v);
  for (int i = 0; i < 10; i++)
    v[i] = i;
  char *composite = calloc(1001, 1);
  int primes = 0;
  for (int i = 2; i <= 1000; i++) {
    if (composite[i])
      continue;
    primes++;
    for (int k = i * i; k <= 1000; k += i)
      composite[k] = 1;
  }
  char *text = malloc(10);
  for (int i = 0; i < 3; i++)
    memcpy(text + i * 3, "abc", 3);
  text[9] = '\0';
  int *squares = malloc(21 * sizeof *squares), sum = 0;
  for (int i = 0; i <= 20; i++)
    squares[i] = i * i;
  for (int i = 0; i <= 20; i++)
    sum += squares[i];
  printf("%g %d %s %d\n", dot(v, v, 10), primes, text, sum);
  free(v), free(composite), free(text), free(squares);
  return 0;
}
