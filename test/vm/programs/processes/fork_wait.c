/* What fork copies, how children end, and what their parent hears of it. No pids in the output: they differ. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int global = 1;

static int depth(int n) {
  char local[64];
  snprintf(local, sizeof local, "frame %d", n);
  if (n == 0) {
    pid_t child = fork();
    if (child == 0) {
      global += 10;
      printf("child deep down: %s, global %d\n", local, global);
      return 7;
    }
    int status;
    waitpid(child, &status, 0);
    printf("parent deep down: %s, global %d, status %d\n", local, global, WEXITSTATUS(status));
    return 1;
  }
  int below = depth(n - 1);
  return strcmp(local, "") != 0 && local[6] == '0' + n ? below : -1;
}

static void end_by(void (*how)(void), const char *name) {
  fflush(stdout);
  if (fork() == 0) how();
  int status = -1;
  pid_t child = wait(&status);
  printf("%s: waited %d exited %d %d signalled %d %d\n", name, child > 0, WIFEXITED(status),
         WIFEXITED(status) ? WEXITSTATUS(status) : 0, WIFSIGNALED(status), WIFSIGNALED(status) ? WTERMSIG(status) : 0);
}

static void by_exit(void) { exit(3); }
static void by_exit_now(void) {
  printf("never flushed");
  _exit(300);
}
static void by_fault(void) { *(volatile int *)8 = 1; }
static void by_abort(void) { abort(); }

int main(void) {
  int *heap = malloc(4 * sizeof *heap);
  heap[0] = 5;
  printf("said once by each process: ");
  pid_t parent = getpid();
  pid_t child = fork();
  if (child == 0) {
    heap[0]++;
    int *more = calloc(1000, sizeof *more);
    more[999] = heap[0];
    printf("child: heap %d, own parent %d, other pid %d\n", more[999], getppid() == parent, getpid() != parent);
    free(more);
    exit(0);
  }
  if (wait(NULL) != child) return 1;
  printf("parent: heap %d\n", heap[0]);
  fflush(stdout);
  int result = depth(3);
  if (getpid() != parent) exit(result);
  printf("back with %d\n", result);
  end_by(by_exit, "exit");
  end_by(by_exit_now, "_exit");
  end_by(by_fault, "fault");
  end_by(by_abort, "abort");
  fflush(stdout);
  if (fork() == 0) {
    for (volatile int i = 0; i < 30000000; i++) {}
    _exit(0);
  }
  printf("not yet: %d\n", waitpid(-1, NULL, WNOHANG));
  printf("then: %d\n", waitpid(-1, NULL, 0) > 0);
  int none = wait(NULL);
  printf("no more: %d %d\n", none, errno == ECHILD);
  none = waitpid(1, NULL, 0);
  printf("not mine: %d %d\n", none, errno == ECHILD);
  return 0;
}
