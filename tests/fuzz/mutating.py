"""Damage an Office file on purpose: parts dropped, cut or swapped, elements and attributes removed, doubled or set to
nonsense. A seed gives the same damage each time.
"""

from __future__ import annotations

import copy
import io
import random
import zipfile

from lxml import etree

__all__ = ["damaged"]

_NONSENSE = ("", "x", "-1", "0", "99999999999999999999", "1.5", "NaN", "50%", "true", "rId999", "É", " 12 ")
_DATE = (2024, 1, 1, 0, 0, 0)


def damaged(blob: bytes, seed: int) -> tuple[bytes, str]:
    """Return the file with one to three faults, and their description."""
    random_source = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(blob)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    faults = [_fault(parts, random_source) for _ in range(random_source.choice((1, 1, 2, 3)))]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _DATE), content)
    return stream.getvalue(), "; ".join(faults)


def _fault(parts: dict[str, bytes], random_source: random.Random) -> str:
    """Damage one part in place."""
    names = sorted(name for name in parts if name.endswith((".xml", ".rels")))
    name = random_source.choice(names)
    kind = random_source.choices(("drop", "cut", "swap", "element"), (1, 1, 1, 17))[0]
    if kind == "drop" and len(parts) > 1:
        del parts[name]
        return f"{name} dropped"
    if kind == "cut":
        parts[name] = parts[name][: random_source.randrange(len(parts[name]) + 1)]
        return f"{name} cut"
    if kind == "swap":
        partner = random_source.choice(names)
        parts[name], parts[partner] = parts[partner], parts[name]
        return f"{name} and {partner} swapped"
    return _element_fault(parts, name, random_source)


def _element_fault(parts: dict[str, bytes], name: str, random_source: random.Random) -> str:
    try:
        root = etree.fromstring(parts[name])
    except etree.XMLSyntaxError:
        return f"{name} left as damaged before"
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    element = random_source.choice(elements)
    tag = etree.QName(element).localname
    kind = random_source.choice(("remove", "double", "attribute", "value", "value"))
    parent = element.getparent()
    attributes = sorted(element.attrib)
    if kind in ("attribute", "value") and attributes:
        attribute = random_source.choice(attributes)
        fault = f"{name}: {tag}/@{etree.QName(attribute).localname}"
        if kind == "attribute":
            del element.attrib[attribute]
            fault += " removed"
        else:
            value = random_source.choice(_NONSENSE)
            element.set(attribute, value)
            fault += f" set to {value!r}"
    elif parent is None:
        return f"{name} unchanged"
    elif kind == "double":
        element.addnext(copy.deepcopy(element))
        fault = f"{name}: {tag} doubled"
    else:
        parent.remove(element)
        fault = f"{name}: {tag} removed"
    parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return fault
