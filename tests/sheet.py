#!/usr/bin/env python3
"""Print the cells of a workbook, read from its XML and nothing else.

A line for each cell: sheet, place, kind and value.  Kinds are text, number,
date (a number with a format of days), and formula with what it comes to.
"""
import re
import sys
import zipfile
from datetime import date, timedelta
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def texts(book):
    root = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
    return [unescape("".join(t.text or "" for t in si.iter(MAIN + "t")))
            for si in root.findall(MAIN + "si")]


def unescape(text):
    return re.sub("_x([0-9A-Fa-f]{4})_",
                  lambda m: chr(int(m.group(1), 16)), text)


def formats(book):
    """Of each style its format, by number."""
    root = ElementTree.fromstring(book.read("xl/styles.xml"))
    named = {"0": "General", "1": "0", "2": "0.00", "3": "#,##0",
             "4": "#,##0.00", "49": "@"}
    named.update({f.get("numFmtId"): f.get("formatCode")
                  for f in root.iter(MAIN + "numFmt")})
    cells = root.find(MAIN + "cellXfs")
    return [named.get(x.get("numFmtId"), x.get("numFmtId")) for x in cells]


def show(cell, strings, styles):
    value = cell.find(MAIN + "v")
    formula = cell.find(MAIN + "f")
    style = styles[int(cell.get("s", "0"))]
    if value is None:
        return "empty", ""
    if cell.get("t") == "s":
        return "text", strings[int(value.text)]
    if formula is not None:
        return "formula " + formula.text, value.text
    if "yy" in style:
        day = date(1899, 12, 30) + timedelta(days=int(value.text))
        return "date", day.isoformat()
    return "number " + style, value.text


def main():
    with zipfile.ZipFile(sys.argv[1]) as book:
        assert book.testzip() is None
        strings, styles = texts(book), formats(book)
        root = ElementTree.fromstring(book.read("xl/workbook.xml"))
        names = [s.get("name") for s in root.iter(MAIN + "sheet")]
        for number, name in enumerate(names, 1):
            sheet = ElementTree.fromstring(
                book.read("xl/worksheets/sheet%d.xml" % number))
            for cell in sheet.iter(MAIN + "c"):
                kind, value = show(cell, strings, styles)
                print(name, cell.get("r"), kind, repr(value))


main()
