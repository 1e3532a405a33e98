/* Two processes send a number to and fro through two pipes. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int there[2], back[2];
  if (pipe(there) != 0 || pipe(back) != 0) return 1;
  int number = 0;
  pid_t child = fork();
  if (child == 0) {
    close(there[1]);
    close(back[0]);
    while (read(there[0], &number, sizeof number) == sizeof number) {
      number++;
      if (write(back[1], &number, sizeof number) != sizeof number) exit(2);
    }
    exit(number == 2000 ? 0 : 1);
  }
  close(there[0]);
  close(back[1]);
  for (int i = 0; i < 1000; i++) {
    number++;
    if (write(there[1], &number, sizeof number) != sizeof number) return 3;
    if (read(back[0], &number, sizeof number) != sizeof number) return 4;
  }
  close(there[1]);
  int status;
  wait(&status);
  printf("number %d, child %d\n", number, WEXITSTATUS(status));

  /* More than a pipe holds, and an end of file. */
  int pipes[2];
  if (pipe(pipes) != 0) return 5;
  fflush(stdout);
  if (fork() == 0) {
    close(pipes[0]);
    if (dup2(pipes[1], STDOUT_FILENO) != STDOUT_FILENO) _exit(1);
    close(pipes[1]);
    for (int i = 0; i < 40000; i++) printf("line %d\n", i);
    exit(0);
  }
  close(pipes[1]);
  FILE *lines = fdopen(pipes[0], "r");
  char line[64], last[64] = "";
  int count = 0;
  while (fgets(line, sizeof line, lines) != NULL) {
    count++;
    strcpy(last, line);
  }
  wait(&status);
  printf("%d lines, the last is %s", count, last);

  /* Nobody reads. */
  if (pipe(pipes) != 0) return 6;
  fflush(stdout);
  if (fork() == 0) {
    close(pipes[0]);
    write(pipes[1], "x", 1);
    _exit(9);
  }
  close(pipes[0]);
  close(pipes[1]);
  wait(&status);
  printf("signalled %d by %d\n", WIFSIGNALED(status), WIFSIGNALED(status) ? WTERMSIG(status) : 0);
  char byte;
  int got = read(pipes[0], &byte, 1);
  printf("closed: %d %d\n", got, errno == EBADF);
  return 0;
}
