// heapglass: A callee writes past the caller's array: the place is in the caller's frame.
// expect: InvalidWrite line 7 size 4 in stack variable squares
// oracle: none memcheck does not bound local arrays

static void fill(int *to, int n) {
  for (int i = 0; i <= n; i++)
    to[i] = i * i;
}

int main(void) {
  int squares[6];
  fill(squares, 6);
  return squares[0];
}
