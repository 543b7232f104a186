"""JSON Schemas of the policy files, by the suffix that picks them in an editor. Made from the same models that load them."""

from typing import Any

from xiangli.bridge.edition import Bridge
from xiangli.law.language.load import SHARED
from xiangli.law.language.model import Procedure
from xiangli.measures.telling import Book

DIALECT = "https://json-schema.org/draft/2020-12/schema"
LAID_IN = ("fields", "acts")
"""What a procedure may leave to the files it uses."""


def schemas() -> dict[str, dict[str, Any]]:
    """``bridge``, ``procedure``, ``shared`` and ``stories``: the schema of ``*.<name>.yaml``."""
    procedure = Procedure.model_json_schema(by_alias=True)
    procedure["properties"]["uses"] = {
        "type": "array", "items": {"type": "string"}, "title": "Uses", "uniqueItems": True,
        "description": "Names of the shared files whose fields and acts are laid in.",
    }  # fmt: skip
    procedure["properties"]["instead"] = {
        "type": "array", "items": {"type": "string"}, "title": "Instead", "uniqueItems": True,
        "description": "Verbs of the shared files that this procedure says itself.",
    }  # fmt: skip
    procedure["required"] = [one for one in procedure["required"] if one not in LAID_IN]
    procedure["properties"]["clause"] = {
        "title": "Clause", "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
    }  # fmt: skip
    shared = {
        "title": "Shared", "type": "object", "additionalProperties": False, "required": ["shared"],
        "properties": {"shared": {"type": "string"}, **{key: procedure["properties"][key] for key in SHARED[1:]}},
        "$defs": procedure["$defs"],
    }  # fmt: skip
    stories = Book.model_json_schema(by_alias=True)
    stories["properties"].pop("name")  # both are put in by the loader
    stories["$defs"]["Story"]["properties"].pop("line")
    bridge = Bridge.model_json_schema(by_alias=True)
    return {
        name: {"$schema": DIALECT, **schema}
        for name, schema in {"bridge": bridge, "procedure": procedure, "shared": shared, "stories": stories}.items()
    }
