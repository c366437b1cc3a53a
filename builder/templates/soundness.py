"""Find parts of a template that Office would refuse although their XML is well formed: content of another kind, and
ids of relationships that do not exist (ECMA-376 part 2, 6.5.2).
"""

from __future__ import annotations

from typing import Any

from builder.office.xml import NAMESPACES, qn

__all__ = ["fault_of"]

_ROOTS = {
    "wordprocessingml.document.main": "w:document",
    "wordprocessingml.styles": "w:styles",
    "wordprocessingml.numbering": "w:numbering",
    "wordprocessingml.settings": "w:settings",
    "wordprocessingml.fontTable": "w:fonts",
    "wordprocessingml.footnotes": "w:footnotes",
    "wordprocessingml.header": "w:hdr",
    "wordprocessingml.footer": "w:ftr",
    "presentationml.presentation.main": "p:presentation",
    "presentationml.slideMaster": "p:sldMaster",
    "presentationml.slideLayout": "p:sldLayout",
    "presentationml.notesMaster": "p:notesMaster",
    "theme": "a:theme",
}
"""Root element of a part by the middle of its content type."""
_WHOLE = frozenset(
    {"wordprocessingml.numbering", "wordprocessingml.fontTable", "wordprocessingml.header", "wordprocessingml.footer"}
    | {"presentationml.slideMaster", "presentationml.slideLayout", "presentationml.notesMaster", "theme"}
)
"""Parts that builds keep whole, with all their relationships."""
_BEFORE, _AFTER = "application/vnd.openxmlformats-officedocument.", "+xml"
_IDS = f"//@*[namespace-uri()='{NAMESPACES['r']}']"


def fault_of(content_type: str, root: Any, ids: frozenset[str]) -> str:
    """Return what is wrong with a part that has relationships with these ids; "" if nothing is."""
    kind = content_type.removeprefix(_BEFORE).removesuffix(_AFTER)
    expected = _ROOTS.get(kind)
    if expected is not None and root.tag != qn(expected):
        name = root.tag.rpartition("}")[2]
        return f"begins with the element `{name[:40]}`, expected `{expected.partition(':')[2]}`"
    if kind in _WHOLE:
        used = root.xpath(_IDS)
    elif kind == "wordprocessingml.document.main":
        references = (e for name in ("header", "footer") for e in root.iter(qn(f"w:{name}Reference")))
        used = [reference.get(qn("r:id"), "") for reference in references]
    else:
        return ""
    unknown = next((identifier for identifier in used if identifier and identifier not in ids), None)
    return f"refers to the relationship `{unknown[:40]}`, which does not exist" if unknown else ""
