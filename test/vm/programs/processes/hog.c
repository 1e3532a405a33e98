/* A child takes all memory; the parent has some, and works in it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SIZE = 300 * 1024, ROUNDS = 100 };

int main(void) {
  char *mine = calloc(1, SIZE);
  memset(mine, 1, SIZE);
  pid_t hog = fork();
  if (hog == 0) {
    for (;;) memset(malloc(64 * 1024), 1, 64 * 1024);
  }
  for (int round = 0; round < ROUNDS; round++)
    for (int i = 0; i < SIZE; i += 512) mine[i]++;
  int status, wrong = 0;
  wait(&status);
  for (int i = 0; i < SIZE; i += 512) wrong += mine[i] != ROUNDS + 1;
  printf("hog killed by %d, wrong %d\n", WIFSIGNALED(status) ? WTERMSIG(status) : 0, wrong);
  return 0;
}
