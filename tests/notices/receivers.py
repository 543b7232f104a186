"""The outside world of the tests: an HTTP gateway and a mail server that keep what they were sent, on real sockets."""

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Received:
    """``url`` to send to; ``status`` and ``answer`` to give; every message kept with its path and headers."""

    url: str = ""
    status: int = 200
    answer: dict[str, Any] = field(default_factory=dict)
    messages: list[dict[str, Any]] = field(default_factory=list)


@contextmanager
def http_gateway() -> Iterator[Received]:
    """An HTTP gateway on loopback."""
    kept = Received()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            kept.messages.append({"path": self.path, "body": body, "headers": dict(self.headers)})
            self.send_response(kept.status)
            self.end_headers()
            self.wfile.write(json.dumps(kept.answer).encode())

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    kept.url = f"http://127.0.0.1:{server.server_port}/send"
    try:
        yield kept
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def mail_server() -> Iterator[Received]:
    """A mail server on loopback that takes letters as RFC 5321 has it, as much as smtplib needs."""
    kept = Received()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 here\r\n")
            letter: list[str] | None = None
            for raw in self.rfile:
                line = raw.decode().rstrip("\r\n")
                if letter is not None:
                    if line == ".":
                        kept.messages.append({"letter": "\n".join(letter)})
                        letter = None
                        self.wfile.write(b"250 kept\r\n")
                    else:
                        letter.append(line)
                elif line.upper() == "DATA":
                    letter = []
                    self.wfile.write(b"354 go on\r\n")
                elif line.upper() == "QUIT":
                    self.wfile.write(b"221 bye\r\n")
                    return
                else:
                    self.wfile.write(b"250 here\r\n")

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    kept.url = f"smtp://127.0.0.1:{server.server_address[1]}"
    try:
        yield kept
    finally:
        server.shutdown()
        server.server_close()
