#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <sys/wait.h>
int main(void) {
  char *kept = malloc(40), *freed = malloc(24), *both = malloc(100);
  free(freed);
  strcpy(kept, "parent");
  fflush(stdout);
  pid_t pid = fork();
  if (pid == 0) {
    char *own = malloc(11);
    own[11] = 1;
    both[0] = freed[3];
    free(kept);
    kept[1] = 2;
    own = NULL;
    exit(3);
  }
  int status;
  wait(&status);
  kept[40] = 'x';
  printf("child exited %d\n", WEXITSTATUS(status));
  free(both);
  free(both);
  kept = NULL;
  return 0;
}
