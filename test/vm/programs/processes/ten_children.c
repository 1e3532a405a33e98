/* As a shell does it: start ten, wait for all, in whatever order they end. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int work(int n) {
  int *numbers = malloc(1000 * sizeof *numbers);
  for (int i = 0; i < 1000; i++) numbers[i] = (i * 7919 + n) % 1000;
  int sum = 0;
  for (int round = 0; round < 20; round++)
    for (int i = 0; i < 1000; i++) sum = (sum * 3 + numbers[i]) % 100;
  free(numbers);
  return sum;
}

int main(void) {
  pid_t children[10];
  int statuses[10];
  for (int i = 0; i < 10; i++) {
    children[i] = fork();
    if (children[i] < 0) {
      perror("fork");
      return 1;
    }
    if (children[i] == 0) exit(work(i));
  }
  for (int left = 10; left > 0; left--) {
    int status;
    pid_t ended = wait(&status);
    for (int i = 0; i < 10; i++)
      if (children[i] == ended) statuses[i] = WEXITSTATUS(status);
  }
  for (int i = 0; i < 10; i++) printf("child %d: %d, expected %d\n", i, statuses[i], work(i));
  return 0;
}
