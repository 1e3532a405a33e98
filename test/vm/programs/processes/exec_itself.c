/* What a process keeps when it goes on with another program, which is this one again. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;
#define SELF "/proc/self/exe"

static void handler(int number) { (void)number; }

/* argv: what, and descriptors that the program before had. */
static int again(int argc, char **argv) {
  if (strcmp(argv[1], "directory") == 0) {
    char path[1000];
    printf("in %s, up again %d\n", strrchr(getcwd(path, sizeof path), '/'), access("../opened.txt", R_OK));
    return 0;
  }
  printf("%s:", argv[1]);
  for (int i = 2; i < argc; i++) printf(" %s", fcntl(atoi(argv[i]), F_GETFD) < 0 ? "closed" : "open");
  const char *parent = getenv("PARENT");
  if (parent != NULL) printf(", of the same parent %d, no path %d", atoi(parent) == getppid(), getenv("PATH") == NULL);
  struct rlimit limit;
  getrlimit(RLIMIT_AS, &limit);
  printf(", limit %d", limit.rlim_cur == RLIM_INFINITY ? -1 : (int)(limit.rlim_cur >> 20));
  sigset_t blocked, pending;
  sigprocmask(SIG_BLOCK, NULL, &blocked);
  sigpending(&pending);
  struct sigaction ignored, handled;
  sigaction(SIGINT, NULL, &ignored);
  sigaction(SIGTERM, NULL, &handled);
  printf(", blocked %d, pending %d, ignored %d, handled %d\n", sigismember(&blocked, SIGUSR1),
         sigismember(&pending, SIGUSR1), ignored.sa_handler == SIG_IGN, handled.sa_handler != SIG_DFL);
  return 7;
}

static void wait_for(pid_t child) {
  int status;
  waitpid(child, &status, 0);
  printf("status %d\n", WEXITSTATUS(status));
  fflush(stdout);
}

int main(int argc, char **argv) {
  if (argc > 1) return again(argc, argv);
  setvbuf(stdout, NULL, _IONBF, 0);
  int kept = open("opened.txt", O_RDONLY | O_CREAT, 0600), closed = open("opened.txt", O_RDONLY | O_CLOEXEC);
  int ends[2];
  pipe2(ends, O_CLOEXEC);
  int copies[] = {fcntl(kept, F_DUPFD, 50), fcntl(kept, F_DUPFD_CLOEXEC, 60), dup2(closed, 70), dup3(kept, 80, O_CLOEXEC)};
  printf("%d %d %d %d\n", copies[0], copies[1], copies[2], copies[3]);
  char words[6][12];
  sprintf(words[0], "%d", kept);
  sprintf(words[1], "%d", ends[1]);
  for (int i = 0; i < 4; i++) sprintf(words[2 + i], "%d", copies[i]);

  pid_t child = fork();
  if (child == 0) {
    struct rlimit limit = {64 << 20, 64 << 20};
    setrlimit(RLIMIT_AS, &limit);
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, handler);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigprocmask(SIG_BLOCK, &set, NULL);
    raise(SIGUSR1);
    char parent[30];
    sprintf(parent, "PARENT=%d", getppid());
    char *environment[] = {parent, NULL};
    execle(SELF, "self", "exec", words[0], words[1], words[2], words[3], words[4], words[5], NULL, environment);
    _exit(9);
  }
  wait_for(child);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, "spawned.txt", O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_addclose(&actions, kept);
  char *spawned[] = {"self", "spawn", words[0], NULL};
  printf("spawn %d\n", posix_spawn(&child, SELF, &actions, NULL, spawned, environ));
  posix_spawn_file_actions_destroy(&actions);
  wait_for(child);
  char line[200] = "";
  FILE *file = fopen("spawned.txt", "r");
  fgets(line, sizeof line, file);
  fclose(file);
  unlink("spawned.txt");
  printf("%s", line);

  /* The end of a pipe that exec closes says that exec has gone well. */
  child = fork();
  if (child == 0) {
    close(ends[0]);
    execl("./nothing", "nothing", NULL);
    int error = errno;
    write(ends[1], &error, sizeof error);
    _exit(1);
  }
  close(ends[1]);
  int error = 0;
  int told = read(ends[0], &error, sizeof error);
  printf("told %d, ENOENT %d\n", told, error == ENOENT);
  wait_for(child);

  /* It begins where the one before has been. */
  mkdir("elsewhere", 0700);
  child = fork();
  if (child == 0) {
    chdir("elsewhere");
    execl(SELF, "self", "directory", NULL);
    _exit(9);
  }
  wait_for(child);
  rmdir("elsewhere");
  printf("missing %d, directory %d\n", posix_spawnp(&child, "no-such-program", NULL, NULL, spawned, environ) == ENOENT,
         execl(".", ".", NULL) < 0 && errno == EACCES);

  /* A name without a slash is one of the working directory. */
  char command[500];
  snprintf(command, sizeof command, "%s%s popened", strchr(argv[0], '/') != NULL ? "" : "./", argv[0]);
  FILE *out = popen(command, "r");
  while (fgets(line, sizeof line, out) != NULL) printf("read %s", line);
  printf("closed %d\n", WEXITSTATUS(pclose(out)));
  strcpy(strrchr(command, ' '), " 'one word'");
  printf("system %d\n", WEXITSTATUS(system(command)));
  unlink("opened.txt");
  return 0;
}
