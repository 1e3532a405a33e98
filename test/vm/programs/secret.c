/* Fills memory with a secret, and leaves it there. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
  enum { SIZE = 256 * 1024 };
  char *memory = malloc(SIZE);
  for (int i = 0; i < SIZE; i += 16) memcpy(memory + i, "TOP-SECRET-WORDS", 16);
  printf("%p\n", (void *)memory);
  return 0;
}
