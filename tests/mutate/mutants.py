# tests/mutate/mutants.py: the mutants of a C file, by its tokens.
#
# A mutant is (line, what, start, end, text): the bytes from start to end become
# text.  Comments, strings, directives and static tables are left alone, and so
# is {0}, which is no number but says that nothing is set.

import re

TOKEN = re.compile(r"""
    (?P<skip>\s+ | /\*.*?\*/ | //[^\n]*)
  | (?P<directive>^\#(?:[^\n\\]|\\.)*)
  | (?P<string>"(?:[^"\\]|\\.)*" | '(?:[^'\\]|\\.)*')
  | (?P<number>\d[\w.]*)
  | (?P<word>[A-Za-z_]\w*)
  | (?P<sign><<=|>>=|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|.)
    """, re.X | re.S | re.M)

COMPARED = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="}
OPEN, CLOSE = "([{", ")]}"
# Before these a condition of ?: begins.
BEFORE = {"return", "=", ",", ";", "?", ":", "{", "}", "+=", "-=", "*=", "|="}
KEPT = {"return", "case", "default", "typedef", "static", "else", "do"}


class Token:
    def __init__(self, kind, text, start):
        self.kind, self.text, self.start = kind, text, start
        self.end = start + len(text)


def tokens(source):
    return [Token(m.lastgroup, m.group(), m.start())
            for m in TOKEN.finditer(source)
            if m.lastgroup not in ("skip", "directive")]


def partners(toks):
    """The index of what closes or opens each bracket."""
    stack, pair = [], {}
    for i, tok in enumerate(toks):
        if tok.kind == "sign" and tok.text in OPEN:
            stack.append(i)
        elif tok.kind == "sign" and tok.text in CLOSE:
            j = stack.pop()
            pair[i], pair[j] = j, i
    return pair


def bodies(toks, pair):
    """(first, last) of each function's tokens: a '{' at depth 0 after ')'."""
    i = 0
    while i < len(toks):
        if i in pair and toks[i].text == "{":
            if toks[i - 1].text == ")":
                yield i, pair[i]
            i = pair[i]
        i += 1


def condition(toks, pair, i):
    """Where the condition of the ? at i begins."""
    while i > 0:
        before = toks[i - 1]
        if before.text in BEFORE or (before.text in OPEN and
                                     before.kind == "sign"):
            return i
        i = pair[i - 1] if before.text in CLOSE else i - 1
    return i


def statements(toks, pair, first, last):
    """(first, semicolon) of statements that can be left out."""
    i = start = first + 1
    while i < last:
        text = toks[i].text
        if text in ("if", "while", "for", "switch") and toks[i].kind == "word":
            i = start = pair[i + 1] + 1
            continue
        if text in ("else", "do", "{", "}"):
            start = i + 1
        elif text == ":" and toks[start].text in ("case", "default"):
            start = i + 1
        elif text in "([":
            i = pair[i]
        elif text == "=" and toks[i + 1].text == "{":
            i = pair[i + 1]
        elif text == ";":
            if i > start and toks[start].text not in KEPT:
                yield start, i
            start = i + 1
        i += 1


def grows(toks, pair, i):
    """Whether it stands in a wish for memory: one more or less is no harm."""
    while i > 0 and toks[i].text not in (";", "{", "}"):
        if toks[i].text == "(" and toks[i - 1].text == "ar_grow":
            return True
        i = pair[i] - 1 if toks[i].text in CLOSE else i - 1
    return False


def is_unset(toks, i):
    """Whether it is the 0 of {0}."""
    return [tok.text for tok in toks[i - 1:i + 2]] == ["{", "0", "}"]


def mutants(source):
    toks = tokens(source)
    pair = partners(toks)
    found = []

    def add(what, start, end, text):
        line = source.count("\n", 0, start) + 1
        found.append((line, what, start, end, text))

    for first, last in bodies(toks, pair):
        for i in range(first, last):
            tok = toks[i]
            if tok.kind == "sign" and tok.text in COMPARED:
                new = COMPARED[tok.text]
                add(f"{tok.text} becomes {new}", tok.start, tok.end, new)
            elif tok.kind == "number" and not is_unset(toks, i) and \
                    not grows(toks, pair, i):
                for sign in "+-":
                    new = f"({tok.text} {sign} 1)"
                    add(f"{tok.text} becomes {new}", tok.start, tok.end, new)
            elif tok.text in ("if", "while") and tok.kind == "word":
                a, b = toks[i + 1], toks[pair[i + 1]]
                add("condition negated", a.start, b.end,
                    f"(!{source[a.start:b.end]})")
            elif tok.text == "for" and tok.kind == "word":
                a, b = for_condition(toks, pair, i)
                if a is not None:
                    add("condition negated", a, b, f"!({source[a:b]})")
            elif tok.text == "?" and tok.kind == "sign":
                a = toks[condition(toks, pair, i)].start
                add("condition negated", a, tok.start,
                    f"!({source[a:tok.start]})")
        for start, semicolon in statements(toks, pair, first, last):
            a, b = toks[start].start, toks[semicolon].start
            text = " ".join(source[a:b].split())
            add(f"left out: {text}", a, b, "")
    return sorted(found)


def for_condition(toks, pair, i):
    """The bytes between the semicolons of a for."""
    marks, j = [], i + 2
    while j < pair[i + 1]:
        if toks[j].text in OPEN and toks[j].kind == "sign":
            j = pair[j]
        elif toks[j].text == ";":
            marks.append(j)
        j += 1
    if marks[0] + 1 == marks[1]:
        return None, None
    return toks[marks[0] + 1].start, toks[marks[1]].start
