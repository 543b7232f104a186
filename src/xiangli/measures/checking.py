"""Is everything the measures ship sound? Procedures, what they share, stories, clauses, lists, the rows they cite."""

from collections.abc import Iterator

from pydantic import ValidationError

from xiangli.archive.rules import rules
from xiangli.bridge.edition import faults as bridge_faults
from xiangli.documents.paper import Paper, load_paper
from xiangli.law import sources
from xiangli.law.language.sound import check_procedure, cited, unseen
from xiangli.law.language.strict import PolicyError, read
from xiangli.lists.edition import ListError, duties, topics
from xiangli.matters.reads.paper_words import OF_MATTER, known
from xiangli.measures import shelf
from xiangli.measures.telling import load_book

CLAUSES = 106
"""Clauses of the eighteen measures."""


def faults() -> list[str]:
    """All faults, as ``file:line: what``; empty when the measures may be published."""
    return [*_clauses(), *_procedures(), *_stories(), *_papers(), *_archive(), *_bridges(), *_lists(), *_rows()]


def norms() -> list[str]:
    """Each number and citation of a procedure that no law seen here holds. Raises PolicyError for an unsound one."""
    shared = shelf.shared()
    return [line for file in shelf.shipped(".procedure.yaml") for line in unseen(file.text, _last(file), shared)]


def counted() -> str:
    """What a sound check has looked at, in one line."""
    books = list(shelf.shipped(".stories.yaml"))
    stories = sum(len(load_book(file.text, file.path).stories) for file in books)
    return (
        f"procedures {len(shelf.procedures())} stories {stories} papers {len(list(shelf.papers()))} bridges {len(list(shelf.bridges()))} clauses {len(shelf.clauses())} "
        f"topics {len(topics())} duties {len(duties().items)} rows {len(sources.rows())}"
    )


def _last(file: shelf.File) -> str:
    return file.path.rsplit("/", 1)[1]


def _clauses() -> Iterator[str]:
    if (count := len(shelf.clauses())) != CLAUSES:
        yield f"clauses.yaml:1: {count} clauses, not {CLAUSES}"


def _procedures() -> Iterator[str]:
    shared, used, seen = shelf.shared(), set(), set()
    for file in shelf.shipped(".procedure.yaml"):
        yield from map(str, check_procedure(file.text, _last(file), shelf.clauses(), shared))
        if file.stem in seen:
            yield f"{_last(file)}:1: a second procedure {file.stem!r}"
        seen.add(file.stem)
        try:
            raw = read(file.text, _last(file))[0]
        except PolicyError:  # told above already
            continue
        used.update(raw.get("uses", ()))
        if raw.get("procedure") != file.stem:
            yield f"{_last(file)}:1: the file is named after its procedure, {raw.get('procedure')!r}"
    yield from (f"{name}.shared.yaml:1: no procedure uses it" for name in shared if name not in used)


def _stories() -> Iterator[str]:
    known = {file.stem for file in shelf.shipped(".procedure.yaml")}
    told: set[str] = set()
    for file in shelf.shipped(".stories.yaml"):
        try:
            book = load_book(file.text, _last(file))
        except PolicyError as wrong:
            yield str(wrong)
            continue
        told.update(book.procedures)
        yield from (f"{_last(file)}:1: no procedure {name!r}" for name in book.procedures if name not in known)
    yield from (f"{name}.procedure.yaml:1: no story tells of it" for name in sorted(known - told))


def _papers() -> Iterator[str]:
    seen: set[str] = set()
    for file in shelf.papers():
        name = _last(file)
        try:
            paper = load_paper(file.text, name)
        except PolicyError as wrong:
            yield str(wrong)
            continue
        if paper.id in seen or paper.id != file.stem:
            yield f"{name}:1: the file is named after its paper, {paper.id!r}, and stands once"
        seen.add(paper.id)
        yield from (f"{name}:1: {what}" for what in unfounded(paper))


def unfounded(paper: Paper) -> Iterator[str]:
    """What a paper names that is not there: a procedure, an act, a field, a ground."""
    every = {loaded.procedure.id: loaded.procedure for _, loaded in shelf.procedures()}
    yield from (f"no procedure {name!r}" for name in paper.of.procedures if name not in every)
    mine = [every[name] for name in paper.of.procedures if name in every] or list(every.values())
    acts = [act for p in mine for act in p.acts_ if act.verb in paper.of.verbs]
    yield from (f"no act {verb!r} in them" for verb in paper.of.verbs if verb not in {act.verb for act in acts})
    given = known({name for act in acts for name in (*act.needs, *act.may)}) if paper.of.verbs else set()
    for name, blank in paper.fields.items():
        there = {"matter": set(OF_MATTER), "entry": given}.get(blank.from_, {name})
        if name not in there:
            yield f"field {name!r} does not come from the {blank.from_}"
    yield from (wrong for cite in paper.basis if (wrong := cited(cite)))


def _archive() -> Iterator[str]:
    """What the archive rules name must be there: papers, procedures, their ends and acts."""
    try:
        found = rules()
    except PolicyError as wrong:
        yield str(wrong)
        return
    known = {file.stem for file in shelf.papers()} | {"photos"}
    yield from (f"rules.yaml:1: no paper {name!r}" for name in found.order if name not in known)
    yield from (f"rules.yaml:1: the order leaves out paper {name!r}" for name in known if name not in found.order)
    every = {loaded.procedure.id: loaded.procedure for _, loaded in shelf.procedures()}
    for rule in found.rules:
        for kept in rule.terms:
            mine = [every[name] for name in kept.procedures if name in every] or list(every.values())
            ends, verbs = {end for p in mine for end in p.ends}, {act.verb for p in mine for act in p.acts_}
            yield from (f"rules.yaml:1: no procedure {name!r}" for name in kept.procedures if name not in every)
            yield from (f"rules.yaml:1: no end {name!r}" for name in kept.ended if name not in ends)
            yield from (f"rules.yaml:1: no act {name!r}" for name in [kept.has] if name and name not in verbs)


def _bridges() -> Iterator[str]:
    known = {file.stem for file in shelf.shipped(".procedure.yaml")}
    for file in shelf.bridges():
        yield from bridge_faults(file.text, _last(file), known, set(shelf.clauses()))


def _lists() -> Iterator[str]:
    for name, load in (("topics", topics), ("duties", duties)):
        try:
            load()
        except (ListError, ValidationError) as wrong:
            yield f"{name}.list.yaml:1: {wrong}"


def _rows() -> Iterator[str]:
    for row in sources.rows().values():
        yield from (f"sources.yaml:1: {fault}" for fault in sources.check(row))
