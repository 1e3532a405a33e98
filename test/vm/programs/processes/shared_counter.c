/* Parent and child count in shared memory, and in memory of their own. */
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int *shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  int own = 0;
  if (shared == MAP_FAILED) return 1;
  pid_t child = fork();
  for (int i = 0; i < 1000; i++) {
    own++;
    if (child == 0) (*shared)++;
  }
  if (child == 0) _exit(own == 1000 ? 0 : 1);
  int status;
  waitpid(child, &status, 0);
  *shared += 5;
  printf("shared %d, own %d, child %d\n", *shared, own, WEXITSTATUS(status));
  return 0;
}
