/* One process waits for whichever of its children says something. */
#include <poll.h>
#include <stdio.h>
#include <sys/select.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHILDREN = 3 };

static int ends[CHILDREN];

/* Waits for any, and says what came from which. */
static void hear(void) {
  fd_set set;
  FD_ZERO(&set);
  int most = 0;
  for (int i = 0; i < CHILDREN; i++) {
    if (ends[i] < 0) continue;
    FD_SET(ends[i], &set);
    if (ends[i] > most) most = ends[i];
  }
  select(most + 1, &set, NULL, NULL, NULL);
  for (int i = 0; i < CHILDREN; i++) {
    char letter;
    if (ends[i] < 0 || !FD_ISSET(ends[i], &set)) continue;
    if (read(ends[i], &letter, 1) == 1) {
      printf("from %d: %c\n", i, letter);
      continue;
    }
    printf("end of %d\n", i);
    close(ends[i]);
    ends[i] = -1;
  }
}

int main(void) {
  int go[CHILDREN];
  for (int i = 0; i < CHILDREN; i++) {
    int said[2], told[2];
    if (pipe(said) != 0 || pipe(told) != 0) return 1;
    if (fork() == 0) {
      close(told[1]);
      for (int earlier = 0; earlier < i; earlier++) close(go[earlier]);
      char letter;
      while (read(told[0], &letter, 1) == 1) write(said[1], &letter, 1);
      _exit(0);
    }
    close(said[1]);
    close(told[0]);
    ends[i] = said[0];
    go[i] = told[1];
  }
  fd_set set;
  FD_ZERO(&set);
  FD_SET(ends[0], &set);
  struct timeval soon = {0, 1000};
  printf("at first: %d\n", select(ends[0] + 1, &set, NULL, NULL, &soon));
  for (int round = 0; round < 2; round++)
    for (int i = CHILDREN - 1; i >= 0; i--) {
      char letter = 'a' + round * CHILDREN + i;
      write(go[i], &letter, 1);
      hear();
    }
  for (int i = CHILDREN - 1; i >= 0; i--) {
    close(go[i]);
    hear();
  }
  while (wait(NULL) > 0) {}
  int pipes[2];
  if (pipe(pipes) != 0) return 2;
  struct pollfd polled = {.fd = pipes[0], .events = POLLIN};
  printf("poll: %d\n", poll(&polled, 1, 10));
  write(pipes[1], "x", 1);
  int ready = poll(&polled, 1, 1000);
  printf("poll: %d %d\n", ready, (polled.revents & POLLIN) != 0);
  close(pipes[1]);
  for (int bytes = 1; bytes >= 0; bytes--) {
    char letter;
    ready = poll(&polled, 1, 1000);
    printf("poll at the end: %d %d\n", ready, (polled.revents & POLLHUP) != 0);
    read(pipes[0], &letter, 1);
  }
  close(pipes[0]);
  if (pipe(pipes) != 0) return 2;
  close(pipes[0]);
  struct pollfd unread = {.fd = pipes[1], .events = POLLOUT};
  poll(&unread, 1, 1000);
  printf("poll of what nobody reads: %d\n", (unread.revents & (POLLERR | POLLHUP)) != 0);
  return 0;
}
