// heapglass: Runs past the last row of a global matrix.
// expect: InvalidWrite line 13 size 1 count 5 in global variable board
// oracle: none memcheck does not bound global arrays

char board[4][5];
char spare[64];

int main(void) {
  volatile int rows = 5;
  char(*row)[5] = board;
  for (int r = 0; r < rows; r++)
    for (int c = 0; c < 5; c++)
      row[r][c] = '.';
  return spare[0];
}
