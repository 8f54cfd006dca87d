"""A proxy before a server, whose connections a test can cut."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress


class Proxy:
    """Pass bytes on between a port of its own and a server's, until it is told to cut."""

    def __init__(self, port: int) -> None:
        self._server = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._open: list[socket.socket] = []
        self.passed = 0  # bytes towards the server
        self.cut_at: int | None = None  # cut, once, when so many bytes have passed
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Cut every connection; new ones are taken again."""
        for each in self._open:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        self._open.clear()

    def close(self) -> None:
        """Cut all and take no more."""
        self._listener.close()
        self.cut()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection(("127.0.0.1", self._server))
                self._open += [client, server]
                threading.Thread(target=self._pass, args=(client, server, True), daemon=True).start()
                threading.Thread(target=self._pass, args=(server, client, False), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket, counted: bool) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
                if counted:
                    self.passed += len(data)
                    if self.cut_at is not None and self.passed >= self.cut_at:
                        self.cut_at = None
                        self.cut()
        with suppress(OSError):
            target.shutdown(socket.SHUT_RDWR)
