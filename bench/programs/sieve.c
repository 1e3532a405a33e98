/* Sieve of Eratosthenes over an array of bytes, several times. Argument: limit. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 30 };

static unsigned long count_primes(unsigned char *composite, size_t limit) {
  unsigned long count = 0;
  memset(composite, 0, limit);
  for (size_t i = 2; i < limit; i++) {
    if (composite[i]) continue;
    count++;
    for (size_t j = i * 2; j < limit; j += i) composite[j] = 1;
  }
  return count;
}

int main(int argc, char **argv) {
  size_t limit = argc > 1 ? strtoul(argv[1], NULL, 10) : 4000000;
  unsigned char *composite = malloc(limit);
  if (composite == NULL) return 1;
  unsigned long checksum = 0;
  for (size_t round = 0; round < ROUNDS; round++) checksum += count_primes(composite, limit - limit / 100 * round);
  printf("checksum %lu\n", checksum);
  free(composite);
  return 0;
}
