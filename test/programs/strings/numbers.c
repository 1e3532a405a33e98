// heapglass: strtol, strtod, atoi and friends on numbers that end with their block.
// expect: clean
// stdout: 255 -42 2.5 1e+10 18446744073709551615 7\n
// oracle: valgrind

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *exact(const char *s) {
  size_t n = strlen(s) + 1;
  return memcpy(malloc(n), s, n);
}

int main(void) {
  char *hex = exact("ff"), *neg = exact("-42"), *real = exact("2.5"), *big = exact("1e10");
  char *max = exact("18446744073709551615"), *small = exact("7");
  printf("%ld %d %g %g %llu %lld\n", strtol(hex, NULL, 16), atoi(neg), atof(real), strtod(big, NULL),
         strtoull(max, NULL, 10), atoll(small));
  free(hex), free(neg), free(real), free(big), free(max), free(small);
  return 0;
}
