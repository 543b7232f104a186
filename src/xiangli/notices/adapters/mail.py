"""E-mail by the county's own server: ``smtp://host:port`` or ``smtps://host:port``, secret ``name:password`` or empty."""

import smtplib
from email.message import EmailMessage
from urllib.parse import urlsplit

from xiangli.notices.adapters import Door, NotSent

SECONDS = 15


def send(door: Door, *, address: str, text: str, message: str) -> None:
    """``address`` is a mailbox. Raises NotSent: again for the network and the server's 4xx answers (RFC 5321)."""
    parts = urlsplit(door.url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise NotSent("邮件服务器写成 smtp://主机:端口", again=False)
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = door.sender, address, text.split("：", 1)[0][:80]
    letter["Message-ID"] = f"<{message}@xiangli>"
    letter.set_content(text)
    kind = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    try:
        with kind(parts.hostname, parts.port or (465 if parts.scheme == "smtps" else 25), timeout=SECONDS) as server:
            if parts.scheme == "smtp" and server.has_extn("starttls"):
                server.starttls()
            if door.secret:
                name, _, password = door.secret.partition(":")
                server.login(name, password)
            server.send_message(letter)
    except smtplib.SMTPResponseException as wrong:
        raise NotSent(f"邮件服务器答复 {wrong.smtp_code}", again=400 <= wrong.smtp_code < 500) from wrong
    except smtplib.SMTPException as wrong:
        raise NotSent(f"邮件没有收下：{type(wrong).__name__}", again=False) from wrong
    except OSError as wrong:
        raise NotSent(f"连不上邮件服务器：{type(wrong).__name__}", again=True) from wrong
