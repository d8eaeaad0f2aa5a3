"""Renders Markdown as GitHub does, and prints what is left as text: read_markdown.py FILE

Nothing may be markup that Redline does not write: no link, no image, no HTML but details, summary, br and empty comments.
"""

import re
import sys

from markdown_it import MarkdownIt

ALLOWED = re.compile(r"(</?(details|summary)>|<br>|<!-- -->)")
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    text = file.read()
assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text), "a control character"
parser = MarkdownIt("gfm-like")
out = []
for token in parser.parse(text):
    if token.type == "html_block":
        rest = ALLOWED.sub("", token.content)
        # The title of a summary is text.
        assert "<" not in rest, token.content
        out.append(rest)
    if token.type in ("fence", "code_block"):
        out.append(token.content)
    for child in token.children or []:
        assert child.type not in ("link_open", "image"), child
        if child.type == "html_inline":
            assert ALLOWED.fullmatch(child.content), child.content
        elif child.content:
            out.append(("`" if child.type == "code_inline" else "") + child.content)
    if token.type in ("tr_close", "inline", "paragraph_close", "list_item_close"):
        out.append("\n")
plain = re.sub(r"\n\s*\n+", "\n", "".join(out))
# A mention in text: HTML comments and code break it.
for token in parser.parse(text):
    for child in token.children or []:
        if child.type == "text":
            assert not re.search(r"(^|\W)@[A-Za-z0-9]", child.content), child.content
print(plain)
