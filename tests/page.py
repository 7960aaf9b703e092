#!/usr/bin/env python3
"""Look at a page of HTML as a browser would: what it holds, and what not.

    page.py elements FILE    names of all elements, in order
    page.py text FILE        the texts, a line each
    page.py inert FILE       says what could run or fetch; exit 1 if anything
"""
import sys
from html.parser import HTMLParser

FETCHES = {"script", "link", "img", "iframe", "object", "embed", "base",
           "audio", "video", "source", "form", "input", "a", "use", "image",
           "foreignobject", "animate", "set"}
VOID = {"meta", "rect", "circle", "path", "polyline", "br"}


class Page(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.elements, self.texts, self.wrong, self.open = [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.elements.append(tag)
        if tag in FETCHES:
            self.wrong.append("<%s>" % tag)
        for name, value in attrs:
            if name.startswith("on") or name in ("src", "href", "action"):
                self.wrong.append("%s=%s" % (name, value))
            if "url(" in (value or "") or "javascript:" in (value or ""):
                self.wrong.append("%s=%s" % (name, value))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append("</%s> closes nothing" % tag)

    def handle_data(self, data):
        if self.open and self.open[-1] == "style":
            if "url(" in data or "@import" in data:
                self.wrong.append("a style fetches")
        elif data.strip():
            self.texts.append(data.strip())


def main():
    page = Page()
    with open(sys.argv[2], encoding="utf-8") as file:
        page.feed(file.read())
    page.close()
    if sys.argv[1] == "elements":
        print("\n".join(page.elements))
    elif sys.argv[1] == "text":
        print("\n".join(page.texts))
    else:
        print("\n".join(page.wrong + page.open))
        sys.exit(1 if page.wrong or page.open else 0)


main()
