/* Every process forks as long as it can. A limit ends that. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv) {
  int limit = argc > 1 ? atoi(argv[1]) : 0;
  if (limit > 0) {
    struct rlimit most = {limit, limit};
    if (setrlimit(RLIMIT_NPROC, &most) != 0) return 1;
  }
  int *made = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  pid_t first = getpid();
  pid_t child;
  while ((child = fork()) >= 0) {
    if (child == 0) (*made)++;
  }
  int refused = errno;
  while (wait(NULL) > 0) {}
  if (getpid() != first) return 0;
  printf("made %d, refused %d\n", *made, refused == EAGAIN);
  return 0;
}
