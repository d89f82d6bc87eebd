"""A real mail server for the tests: python3-aiosmtpd (Debian).

    smtp_server.py FOLDER [--tls CERTIFICATE KEY] ANSWER...

Prints its port, writes each mail it takes as a file to FOLDER, and gives the answers in their order, `ok` from then
on: `ok`, a line such as `451 not now` or `550 no such mailbox` to the recipient, `drop` closes the connection after
the mail was taken and before that is said, `slow` says it three seconds later.
"""

import asyncio
import itertools
import pathlib
import ssl
import sys

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult


class Mailboxes:
    def __init__(self, folder, answers):
        self.folder, self.answers, self.count = folder, iter(answers), 0
        self.answer = "ok"

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.answer = next(self.answers)
        if self.answer[0].isdigit():
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.count += 1
        head = f"X-To: {','.join(envelope.rcpt_tos)}\r\n".encode()
        (self.folder / f"{self.count:03}.eml").write_bytes(head + envelope.content)
        if self.answer == "drop":
            server.transport.abort()
        if self.answer == "slow":
            await asyncio.sleep(3)
        return "250 OK"


def signs_in(server, session, envelope, mechanism, data):
    good = (data.login, data.password) == (b"wijkkas", b"geheim")
    return AuthResult(success=good)


class Server(Controller):
    def factory(self):
        return SMTP(self.handler, **self.SMTP_kwargs)


arguments = sys.argv[1:]
folder, kwargs = pathlib.Path(arguments.pop(0)), {}
if arguments[:1] == ["--tls"]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*arguments[1:3])
    arguments = arguments[3:]
    kwargs = dict(tls_context=context, require_starttls=True, authenticator=signs_in, auth_required=True)
answers = itertools.chain(arguments, itertools.repeat("ok"))
# A port of its own choosing, which the controller of this version does not find out by itself.
import socket
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
server = Server(Mailboxes(folder, answers), hostname="127.0.0.1", port=port, **kwargs)
server.start()
print(port, flush=True)
sys.stdin.read()
server.stop()
