/* What children, pipes and descriptors do. */
#define _GNU_SOURCE
#include "names.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
static void bye(void) { write(1, "bye\n", 4); }
int main(void) {
  setvbuf(stdout, NULL, _IOLBF, 0);
  int got;
  atexit(bye);
  if (fork() == 0) exit(0); wait(0);
  if (fork() == 0) _exit(0); wait(0);
  int st; pid_t c = fork(); if (c == 0) { if (fork() == 0) { usleep(20000); printf("orphan\n"); _exit(0); } _exit(9); } waitpid(c, &st, 0); printf("st %d\n", WEXITSTATUS(st)); usleep(60000);
  int fd = open("children.tmp", O_RDWR | O_CREAT | O_TRUNC, 0600); write(fd, "abcdef", 6); lseek(fd, 0, SEEK_SET); char b[8] = {0}; read(fd, b, 2);
  if (fork() == 0) { read(fd, b, 2); printf("child read %s\n", b); _exit(0); } wait(0); read(fd, b, 2); printf("parent read %.2s\n", b);
  int p[2]; pipe(p); if (fork() == 0) { close(p[0]); FILE *f = fdopen(p[1], "w"); fprintf(f, "line 1\nline 2\n"); fclose(f); _exit(0); } close(p[1]); FILE *f = fdopen(p[0], "r"); char line[40]; while (fgets(line, 40, f)) printf("got %s", line); printf("eof %d\n", feof(f) != 0); fclose(f); wait(0);
  pipe(p); close(p[0]); signal(SIGPIPE, SIG_IGN); got = write(p[1], "x", 1); printf("no reader %d %d\n", got, errno == EPIPE); close(p[1]);
  pipe(p); fcntl(p[0], F_SETFL, O_NONBLOCK); got = read(p[0], b, 1); printf("nonblock %d %s\n", got, error_name(errno));
  fcntl(p[1], F_SETFL, O_NONBLOCK); long total = 0, n; char big[4096] = {0}; while ((n = write(p[1], big, sizeof big)) > 0) total += n; printf("pipe holds %ld %d\n", total, errno == EAGAIN);
  while (read(p[0], big, sizeof big) > 0) {
  }
  close(p[1]); got = read(p[0], b, 1); printf("eof %d\n", got);
  got = lseek(p[0], 0, SEEK_SET); printf("lseek pipe %d %d\n", got, errno == ESPIPE);
  volatile int *sh = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0); int *pr = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  *sh = 1; *pr = 1; if (fork() == 0) { *sh = 2; *pr = 2; munmap((void *)sh, 4096); _exit(0); } wait(0); printf("shared %d private %d\n", *sh, *pr);
  c = fork(); if (c == 0) { for (;;) pause(); } printf("nohang %d\n", waitpid(c, &st, WNOHANG)); kill(c, SIGTERM); printf("w %d ", waitpid(c, &st, 0) == c); printf("%d %d\n", WIFSIGNALED(st), WTERMSIG(st));
  got = kill(c, 0); printf("gone %d %d\n", got, errno == ESRCH); got = wait(0); printf("wait none %d %s\n", got, error_name(errno));
  got = waitpid(getpid(), &st, 0); printf("waitpid bad %d %s\n", got, error_name(errno));
  siginfo_t info; c = fork(); if (c == 0) _exit(5); got = waitid(P_PID, c, &info, WEXITED); printf("waitid %d %d %d %d\n", got, info.si_code, info.si_status, info.si_pid == c);
  int q[2]; got = pipe2(q, O_NONBLOCK); printf("pipe2 %d ", got); got = read(q[0], b, 1); printf("%d %s\n", got, error_name(errno)); printf("dup3 %d\n", dup3(q[0], 20, 0)); close(q[0]); close(20); close(q[1]);
  for (int i = 0; i < 3; i++) if (fork() == 0) _exit(i); int sum = 0; while (wait(&st) > 0) sum += WEXITSTATUS(st); printf("sum %d\n", sum);
  int sp = dup(1); printf("dup %d\n", sp > 2); fflush(stdout); dup2(fd, 1); printf("to file\n"); fflush(stdout); dup2(sp, 1); close(sp); lseek(fd, -8, SEEK_END); memset(line, 0, 40); read(fd, line, 8); printf("%s", line);
  c = vfork(); if (c == 0) _exit(3); waitpid(c, &st, 0); printf("vfork %d\n", WEXITSTATUS(st));
  printf("pgrp %d sid\n", getpgrp() > 0);
  unlink("children.tmp");
  return 0;
}
