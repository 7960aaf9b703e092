"""Amounts, days, tables and documents of a simulated year.

Written plainly and without our code: amounts are decimals, days ordinals of
datetime.
"""
import csv, datetime, io
from decimal import Decimal, ROUND_HALF_UP

DIGITS = {'EUR': 2, 'USD': 2, 'GBP': 2, 'JPY': 0, 'KWD': 3}


def iso(day):
    return datetime.date.fromordinal(day).isoformat()


def money(amount, currency):
    return f'{amount:.{DIGITS[currency]}f}'


def rounded(amount, currency):
    """Half away from zero, to the decimals of the currency."""
    return amount.quantize(Decimal(1).scaleb(-DIGITS[currency]),
                           ROUND_HALF_UP) + 0


def as_csv(columns, rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator='\n')
    writer.writerow(columns)
    writer.writerows([row.get(c, '') for c in columns] for row in rows)
    return out.getvalue()


class Document:
    """An invoice with its parts, (instalment, due, amount), or a credit."""

    def __init__(self, number, customer, currency, day, parts, kind):
        self.number, self.customer, self.currency = number, customer, currency
        self.day, self.parts, self.kind = day, parts, kind
        self.paid = []          # (day, instalment or '', amount)
        self.lines, self.discount = [], None
        self.update()

    def left(self, evening=10 ** 9):
        """What is open of each part; what fits nowhere is on the last. Money
        without a part fills one after the other; money paid back is taken
        from those that got too much."""
        left = [amount - sum(a for d, n, a in self.paid
                             if n and n == inst and d <= evening)
                for inst, _, amount in self.parts]
        pool = sum(a for d, n, a in self.paid if not n and d <= evening)
        for i in range(len(left) - 1):
            take = max(pool, left[i]) if pool < 0 and left[i] < 0 else \
                max(Decimal(0), min(pool, left[i]))
            left[i] -= take
            pool -= take
        left[-1] -= pool
        return left

    def update(self):
        self.open = self.left()

    def total(self):
        return sum(amount for _, _, amount in self.parts)


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))
