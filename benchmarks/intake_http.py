"""Reports over HTTP, whole pipeline, fsync on, with a token: requests a second, p95, and the share of the floor.

The floor is the same server answering ``/api/v1/health`` without a database, under the same load in the same run.
"""

from __future__ import annotations

import re
import subprocess
from importlib.resources import files
from pathlib import Path

import yaml

from benchmarks.place import Installation, on_each

SECONDS = 12
TOKEN = """
from datetime import datetime, date, UTC
from xiangli.parties.acts.appoint import appoint, found_organisation, sign_in_for
from xiangli.parties.acts.make_token import make_token
p = sign_in_for(username="bench", password="not-used-here", name="压测")
o = found_organisation(name="压测单位", line="desk", place="430181")
post = appoint(person=p, organisation=o, name="导入", acts=["import"], since=date(2020, 1, 1))
print(make_token(post=post.id, name="bench", at=datetime.now(UTC)))
"""


def texts() -> list[str]:
    """Our own texts, as people send them."""
    out: list[str] = []
    for file in files("xiangli.engines.models.texts").iterdir():
        if file.name.endswith(".yaml"):
            for told in yaml.safe_load(file.read_text(encoding="utf-8")).values():
                out += [str(t) for t in told]
    return sorted(out)


def script(folder: Path, token: str) -> Path:
    """The wrk script: each time a new UUID, a village of one county, and two of our sentences, as the import has them."""
    from xiangli.places.rows import divisions

    villages = [d for d in divisions() if d.code.startswith("430181") and d.level == "village"]
    told = ",".join(f"[==[{text}]==]" for text in texts())
    where = ",".join(f"{{'{d.name}','{d.code[:9]}'}}" for d in villages)
    lua = folder / "reports.lua"
    lua.write_text(
        f"local told = {{{told}}}\nlocal where = {{{where}}}\n"
        "local thread_n = 0\nfunction setup(t) t:set('mine', thread_n); thread_n = thread_n + 1 end\n"
        "function init() math.randomseed(os.time() + mine * 7919); "
        f"wrk.method = 'POST'; wrk.headers['Content-Type'] = 'application/json'; "
        f"wrk.headers['Authorization'] = 'Bearer {token}' end\n"
        "function hex(k) local s = '' for i = 1, k do s = s .. string.format('%x', math.random(0, 15)) end return s end\n"
        "function request()\n"
        "  local id = hex(8) .. '-' .. hex(4) .. '-4' .. hex(3) .. '-a' .. hex(3) .. '-' .. hex(12)\n"
        "  local w = where[math.random(#where)]\n"
        "  local text = w[1] .. math.random(60) .. '组：' .. told[math.random(#told)] .. '。' .. told[math.random(#told)]\n"
        '  return wrk.format(nil, \'/api/v1/reports\', nil, string.format(\'{"id":"%s","text":"%s","place":"%s",\'\n'
        '    .. \'"reporter":{"name":"示范某","phone":"199%08d"}}\', id, text, w[2], math.random(0, 99999999))) end\n'
        "function done(s, l) io.write(string.format('RESULT %d %d %.3f %d\\n', s.requests, s.duration, l:percentile(95) / 1000,"
        " s.errors.status)) end\n",
        encoding="utf-8",
    )
    return lua


def load(url: str, seconds: int, lua: Path | None) -> tuple[float, float, int]:
    """(requests a second, p95 in ms, answers that were errors) under 8 connections."""
    words = ["wrk", "-t2", "-c8", f"-d{seconds}s", "--latency", *(["-s", str(lua)] if lua else []), url]
    said = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    if found := re.search(r"RESULT (\d+) (\d+) ([\d.]+) (\d+)", said):
        return int(found[1]) / (int(found[2]) / 1e6), float(found[3]), int(found[4])
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    assert rate, said
    return float(rate[1]), 0.0, 0


def measure(here: Installation) -> str:
    """One line of figures for one engine."""
    lua = script(here.folder, here.python(TOKEN).splitlines()[-1])
    with here.server() as url:
        floor, _, _ = load(f"{url}/api/v1/health", 4, None)
        load(url, 2, lua)
        rate, p95, errors = load(url, SECONDS, lua)
    kept = here.python("from xiangli.matters.models import Report; print(Report.objects.count())")
    return (f"intake over HTTP, {here.engine}: {rate:.0f} req/s, p95 {p95:.1f} ms, errors {errors}; floor {floor:.0f} req/s,"
            f" share {rate / floor:.1%}; reports kept {kept}")  # fmt: skip


def main() -> None:
    """Both engines."""
    on_each(measure)


if __name__ == "__main__":
    main()
