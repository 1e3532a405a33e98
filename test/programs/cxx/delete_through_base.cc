// heapglass: Deletes a derived object through a base without a virtual destructor: what the derived part owned is lost.
// expect: Leak definite line 11 bytes 100 blocks 1
// oracle: valgrind

struct Base {
  int id = 1;
};

struct Derived : Base {
  char *data;
  Derived() : data(new char[100]) {}
  ~Derived() { delete[] data; }
};

static void work() {
  Base *b = new Derived;
  delete b;
}

int main() {
  work();
  return 0;
}
