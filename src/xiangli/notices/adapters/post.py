"""A JSON body by POST, with failures told apart: worth another try, or not."""

import json
import urllib.error
import urllib.request
from typing import Any

from xiangli.notices.adapters import NotSent

SECONDS = 10


def post(url: str, body: dict[str, Any], headers: dict[str, str] | None = None) -> dict[str, Any]:
    """The answer's JSON object ({} where it is none). Raises NotSent: again for the network, 429 and 5xx."""
    if not url.startswith(("https://", "http://")):
        raise NotSent("通道的地址要以 https:// 开头", again=False)
    sent = json.dumps(body, ensure_ascii=False).encode()
    said = urllib.request.Request(url, sent, {"Content-Type": "application/json", **(headers or {})}, method="POST")
    try:
        with urllib.request.urlopen(said, timeout=SECONDS) as answer:
            told = answer.read(100_000)
    except urllib.error.HTTPError as wrong:
        raise NotSent(f"对方答复 {wrong.code}", again=wrong.code == 429 or wrong.code >= 500) from wrong
    except OSError as wrong:
        raise NotSent(f"连不上：{type(wrong).__name__}", again=True) from wrong
    try:
        found = json.loads(told)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
