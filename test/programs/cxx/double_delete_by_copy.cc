// heapglass: The default copy of an owning class makes two owners, which both delete.
// expect: InvalidFree line 8 in heap-block
// oracle: valgrind

struct Owner {
  int *p = new int(5);
  ~Owner() {
    delete p;
  }
};

int main() {
  Owner a;
  Owner b;
  delete b.p;
  b.p = a.p;
  return 0;
}
