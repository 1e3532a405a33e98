/**
 * _socket and select in Python: pairs of sockets within the program, which event loops wake themselves with, and waiting for
 * them. A program has no network: any other socket is refused as on a system without one.
 */
export const SOCKET_SOURCE = `
import errno as _errno

error = OSError
timeout = TimeoutError


class herror(OSError):
    __module__ = "socket"


class gaierror(OSError):
    __module__ = "socket"


has_ipv6 = False
_NO_NETWORK = "a program that heapglass runs has no network"
# Numbers that no file of the program has.
_next_number = 1 << 20
_open = {}
_ROOM = 212992


def _take_number(sock):
    global _next_number
    _next_number += 1
    _open[_next_number] = sock
    return _next_number


def _fail(number):
    import os

    raise OSError(number, os.strerror(number))


class socket:
    __module__ = "_socket"
    __slots__ = ("_family", "_type", "_proto", "_number", "_peer", "_received", "_is_at_end", "_timeout")

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        self._number = -1
        self._peer = None
        self._received = bytearray()
        self._is_at_end = False
        self._timeout = None
        self._family = AF_INET if family == -1 else family
        self._type = SOCK_STREAM if type == -1 else type
        self._proto = 0 if proto == -1 else proto
        if fileno is None:
            raise OSError(_errno.EACCES, _NO_NETWORK)
        other = _open.get(fileno)
        if other is None:
            _fail(_errno.EBADF)
        self._number = fileno
        self._peer, self._received, self._is_at_end = other._peer, other._received, other._is_at_end
        if self._peer is not None:
            self._peer._peer = self
        self._family, self._type, self._proto = other._family, other._type, other._proto
        _open[fileno] = self

    def _checked(self):
        if self._number < 0:
            _fail(_errno.EBADF)

    def fileno(self):
        return self._number

    def close(self):
        if self._number >= 0 and _open.get(self._number) is self:
            del _open[self._number]
            if self._peer is not None:
                self._peer._is_at_end = True
                self._peer._peer = None
        self._number = -1

    def detach(self):
        number, self._number = self._number, -1
        return number

    def settimeout(self, value, /):
        if value is not None and value < 0:
            raise ValueError("Timeout value out of range")
        self._timeout = None if value is None else float(value)

    def gettimeout(self):
        return self._timeout

    def setblocking(self, flag, /):
        self._timeout = None if flag else 0.0

    def getblocking(self):
        return self._timeout is None or self._timeout > 0

    family = property(lambda self: self._family)
    type = property(lambda self: self._type)
    proto = property(lambda self: self._proto)
    timeout = property(lambda self: self._timeout)

    def _wait(self):
        if self._timeout == 0:
            _fail(_errno.EAGAIN)
        if self._timeout is None:
            raise RuntimeError("the only thread waits for what nobody else can send")
        import time

        time.sleep(self._timeout)
        raise TimeoutError("timed out")

    def recv(self, bufsize, flags=0, /):
        self._checked()
        if bufsize < 0:
            raise ValueError("negative buffersize in recv")
        if not self._received and not self._is_at_end and bufsize:
            self._wait()
        content = bytes(self._received[:bufsize])
        if not flags & MSG_PEEK:
            del self._received[:bufsize]
        return content

    def recv_into(self, buffer, nbytes=0, flags=0):
        view = memoryview(buffer).cast("B")
        content = self.recv(nbytes or len(view), flags)
        view[: len(content)] = content
        return len(content)

    def recvfrom(self, bufsize, flags=0, /):
        return self.recv(bufsize, flags), None

    def send(self, data, flags=0, /):
        self._checked()
        if self._peer is None:
            _fail(_errno.EPIPE)
        content = memoryview(data).cast("B")
        room = _ROOM - len(self._peer._received)
        if room <= 0 and len(content):
            self._wait()
        content = content[:room]
        self._peer._received += content
        return len(content)

    def sendall(self, data, flags=0, /):
        content = memoryview(data).cast("B")
        while len(content):
            content = content[self.send(content, flags) :]

    def shutdown(self, how, /):
        self._checked()
        if how in (SHUT_WR, SHUT_RDWR) and self._peer is not None:
            self._peer._is_at_end = True
        if how in (SHUT_RD, SHUT_RDWR):
            self._is_at_end = True

    def getsockname(self):
        self._checked()
        return ""

    def getpeername(self):
        self._checked()
        return ""

    def setsockopt(self, *args):
        self._checked()

    def getsockopt(self, level, option, buflen=0, /):
        self._checked()
        return bytes(buflen) if buflen else 0

    def _refuse(self, *args, **kwargs):
        raise OSError(_errno.EACCES, _NO_NETWORK)

    bind = connect = connect_ex = listen = _accept = sendto = sendmsg = recvmsg = _refuse

    def _is_ready(self, write):
        if write:
            return self._peer is None or len(self._peer._received) < _ROOM
        return bool(self._received) or self._is_at_end

    def __repr__(self):
        return f"<socket object, fd={self._number}, family={self._family}, type={self._type}, proto={self._proto}>"

    def __del__(self):
        if self._number >= 0:
            self.close()


SocketType = socket


def _bare(family, type, proto):
    sock = socket.__new__(socket)
    sock._peer, sock._received, sock._is_at_end, sock._timeout = None, bytearray(), False, None
    sock._family, sock._type, sock._proto = family, type, proto
    sock._number = _take_number(sock)
    return sock


def socketpair(family=-1, type=-1, proto=0, /):
    family = AF_UNIX if family in (-1, None) else family
    if family != AF_UNIX:
        raise OSError(95, "Operation not supported")
    type = SOCK_STREAM if type == -1 else type
    a, b = _bare(family, type, proto), _bare(family, type, proto)
    a._peer, b._peer = b, a
    return a, b


def close(number, /):
    sock = _open.get(number)
    if sock is None:
        _fail(_errno.EBADF)
    sock.close()


def getdefaulttimeout():
    return None


def setdefaulttimeout(timeout, /):
    if timeout is not None:
        raise OSError(_errno.EACCES, _NO_NETWORK)


def gethostname():
    return "localhost"


def getaddrinfo(*args, **kwargs):
    raise gaierror(-3, "Temporary failure in name resolution")


gethostbyname = gethostbyname_ex = gethostbyaddr = getnameinfo = getaddrinfo


def htons(value, /):
    return int.from_bytes(value.to_bytes(2, "little"), "big")


def htonl(value, /):
    return int.from_bytes(value.to_bytes(4, "little"), "big")


ntohs, ntohl = htons, htonl


def inet_aton(text, /):
    parts = text.split(".")
    if len(parts) != 4 or not all(part.isdigit() and int(part) < 256 for part in parts):
        raise OSError("illegal IP address string passed to inet_aton")
    return bytes(map(int, parts))


def inet_ntoa(packed, /):
    if len(packed) != 4:
        raise OSError("packed IP wrong length")
    return ".".join(map(str, packed))
`;

export const SELECT_SOURCE = `
import _socket

error = OSError


def _number_of(file):
    if isinstance(file, int):
        number = file
    else:
        fileno = getattr(file, "fileno", None)
        if fileno is None:
            raise TypeError("argument must be an int, or have a fileno() method.")
        number = fileno()
    if number < 0:
        raise ValueError(f"file descriptor cannot be a negative integer ({number})")
    return number


def _is_ready(number, write):
    sock = _socket._open.get(number)
    # Files and streams never wait.
    return True if sock is None else sock._is_ready(write)


def _select(rlist, wlist, xlist, timeout):
    if timeout is not None and timeout < 0:
        raise ValueError("timeout must be non-negative")
    numbers = [[(file, _number_of(file)) for file in files] for files in (rlist, wlist, xlist)]

    def ready():
        return [
            [file for file, number in numbers[0] if _is_ready(number, False)],
            [file for file, number in numbers[1] if _is_ready(number, True)],
            [],
        ]

    found = ready()
    if any(found) or timeout == 0:
        return tuple(found)
    if timeout is None:
        raise RuntimeError("the only thread waits for what nobody else can send")
    import time

    time.sleep(timeout)
    return tuple(ready())
`;
