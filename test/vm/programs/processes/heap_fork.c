/* Parent and children go on with the same heap, each with its own copy, while they take turns. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { BLOCKS = 400 };
static char *blocks[BLOCKS];

static int size(int i) { return 10 + i * 7; }

static int check(int tag) {
  for (int i = 0; i < BLOCKS; i++)
    for (int k = 0; blocks[i] != NULL && k < size(i); k++)
      if (blocks[i][k] != (char)(i + tag)) return 0;
  return 1;
}

static void churn(unsigned seed, int tag) {
  for (int round = 0; round < 3000; round++) {
    seed = seed * 1103515245 + 12345;
    int i = (seed >> 16) % BLOCKS;
    free(blocks[i]);
    blocks[i] = malloc(size(i));
    memset(blocks[i], i + tag, size(i));
  }
}

int main(void) {
  churn(1, 0);
  for (int child = 0; child < 3; child++) {
    if (fork() == 0) {
      if (!check(0)) _exit(1);
      for (int i = 0; i < BLOCKS; i++) {
        free(blocks[i]);
        blocks[i] = NULL;
      }
      churn(child + 5, 9);
      _exit(check(9) ? 0 : 2);
    }
    churn(child + 50, 0);
  }
  int bad = 0, status;
  while (wait(&status) > 0) bad += status != 0;
  printf("parent %s, bad children %d\n", check(0) ? "fine" : "wrong", bad);
  return 0;
}
