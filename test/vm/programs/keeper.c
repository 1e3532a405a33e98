/* Keeps a secret for as long as others run beside it, and looks whether it is still the same. */
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv) {
  enum { SIZE = 256 * 1024 };
  int rounds = argc > 1 ? atoi(argv[1]) : 1;
  char *memory = malloc(SIZE);
  for (int i = 0; i < SIZE; i += 16) memcpy(memory + i, "TOP-SECRET-WORDS", 16);
  int changed = 0;
  for (int round = 0; round < rounds; round++) {
    for (int i = 0; i < SIZE; i += 16) changed += memcmp(memory + i, "TOP-SECRET-WORDS", 16) != 0;
    sched_yield();
  }
  printf("changed %d\n", changed);
  return 0;
}
