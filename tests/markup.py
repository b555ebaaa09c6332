"""HTML as a browser reads it, as a tree of the standard library: by lexbor, ten times as fast as one in Python."""

from xml.etree.ElementTree import Element, SubElement

from selectolax.lexbor import LexborHTMLParser, LexborNode


def parse(html: str) -> Element:
    """The <html> element of a page."""
    root = LexborHTMLParser(html).root
    if root is None:
        return Element("html")
    tree = Element(root.tag or "html", _attributes(root))
    _fill(tree, root)
    return tree


def _fill(element: Element, node: LexborNode) -> None:
    before: Element | None = None
    for child in node.iter(include_text=True):
        tag = child.tag or ""
        if tag == "-text":
            words = child.text_content or ""
            if before is None:
                element.text = (element.text or "") + words
            else:
                before.tail = (before.tail or "") + words
        elif tag[:1].isalpha():
            before = SubElement(element, tag, _attributes(child))
            _fill(before, _inside_template(child) if tag == "template" else child)


def _inside_template(node: LexborNode) -> LexborNode:
    """What a template holds stands apart from the page, for a browser too."""
    inner = (node.html or "").partition(">")[2].rpartition("<")[0]
    body = LexborHTMLParser(inner).body
    assert body is not None
    return body


def _attributes(node: LexborNode) -> dict[str, str]:
    return {name: value or "" for name, value in node.attributes.items()}
