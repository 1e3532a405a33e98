// heapglass: Signed and unsigned arithmetic, shifts, 64-bit and 128-bit integers in memory.
// expect: clean
// stdout: 340282366920938463426 18446744073709551615 -128 4000000000\n
// oracle: valgrind

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int main(void) {
  __uint128_t *big = malloc(2 * sizeof *big);
  big[0] = (__uint128_t)UINT64_MAX * UINT64_MAX;
  big[1] = big[0] / 1000000000000000000ull;
  uint64_t high = (uint64_t)(big[1] / 1000000000000ull), low = (uint64_t)(big[1] % 1000000000000ull);
  int8_t *small = malloc(1);
  *small = INT8_MIN;
  uint32_t *four = malloc(4);
  *four = 4000000000u;
  printf("%llu%012llu %llu %d %u\n", (unsigned long long)high, (unsigned long long)low, (unsigned long long)UINT64_MAX,
         *small, *four);
  free(four);
  free(small);
  free(big);
  return 0;
}
