"""Random ledgers for tests/identities.py, as cells of text.

A ledger has credits, finance charges and deposits, instalments, disputes,
discounts, void rows and drafts, in several currencies or none; names that
must be quoted or are not ASCII; days around the ends of years and Februaries.
What is settled follows from payments of every kind, some of them too much or
for nothing, or stands in the documents themselves.
"""
import csv, datetime, gzip, io
from decimal import Decimal

DIGITS = {'': 2, 'USD': 2, 'EUR': 2, 'JPY': 0, 'KWD': 3}
PURSES = [[''], ['EUR'], ['JPY', 'KWD'], ['USD', 'EUR'], list(DIGITS)[1:]]
CENTERS = ['2023-12-31', '2024-02-29', '2000-02-29', '2100-02-28',
           '1999-12-31', '2027-03-01', '0400-02-29']
NAMES = ['Ahorn, Söhne & "Co"', '株式会社青木', 'Plain', '"', 'é, ', 'Δ\t1', '']
IDS = ['0001', 'K 2', 'ü', '7', 'a,b', 'Z"']
NEED = 'invoice_id customer_id invoice_date due_date amount'.split()
MAY = ('customer_name kind status instalment terms discount_date '
       'discount_amount disputed_amount dispute_reason po_number '
       'region').split()
PAY = ('payment_id payment_date customer_id amount invoice_id instalment '
       'currency kind').split()
SPAN = 150
MONEY = ('amount', 'balance', 'discount_amount', 'disputed_amount')


def iso(day):
    return datetime.date.fromordinal(day).isoformat()


def day_of(text):
    return datetime.date.fromisoformat(text).toordinal()


def money(minor, currency):
    return str(Decimal(minor).scaleb(-DIGITS[currency]))


def minor(text, currency=None):
    """A cell in minor units; of no currency: as it is."""
    x = Decimal(text or 0)
    return x if currency is None else int(x.scaleb(DIGITS[currency]))


def as_csv(columns, rows, quoting=csv.QUOTE_MINIMAL, end='\n'):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=end, quoting=quoting)
    writer.writerow(columns)
    writer.writerows([row[c] for c in columns] for row in rows)
    return out.getvalue()


class Ledger:
    """columns, docs, pays (None: what is settled stands in docs), day"""

    def __init__(self, r, with_pays=None):
        self.r = r
        with_pays = r.random() < .6 if with_pays is None else with_pays
        self.center = day_of(r.choice(CENTERS))
        self.purse = r.choice(PURSES)
        self.pays = [] if with_pays else None
        self.docs = []
        for n in range(r.choice([0, 1, 5, 20, 40])):
            self.add(n)
        self.columns = NEED + [c for c in MAY if r.random() < .7 or c in (
            'kind', 'status', 'instalment', 'terms')]
        if self.purse != ['']:
            self.columns.append('currency')
        if not with_pays:
            self.columns += ['balance', 'paid_date']
        r.shuffle(self.columns)
        if with_pays:
            for n in range(r.choice([0, 3, len(self.docs)])):
                self.pay(n)
        days = [day_of(d['invoice_date']) for d in self.docs]
        self.day = self.center + r.randrange(-SPAN, SPAN) if with_pays else \
            max(days, default=self.center) + r.choice([0, 1, 30, 31, 90, 91])

    def add(self, n):
        """A document, or the parts of one."""
        r, ccy = self.r, self.r.choice(self.purse)
        day = self.center + r.choice([0, 1, -1] + [r.randrange(
            -SPAN, SPAN) for _ in range(9)])
        kind = r.choice(['', 'invoice', 'invoice', 'invoice', 'credit_note',
                         'finance_charge', 'deposit'])
        amount = r.choice([1, 100, 5050, r.randrange(1, 10 ** 5),
                           r.randrange(1, 10 ** 10)])
        who = r.randrange(len(IDS))
        due = iso(day + r.choice([-3, 0, 14, 30, 60, 90]))
        doc = dict.fromkeys(NEED + MAY + ['balance', 'paid_date'], '')
        doc.update(
            invoice_id=r.choice(['%06d', 'I-%d', 'Ä %d']) % n,
            customer_id=IDS[who], customer_name=NAMES[(who + (
                r.random() < .1)) % len(NAMES)], currency=ccy, kind=kind,
            invoice_date=iso(day), due_date=due,
            status=r.choice(['', '', '', '', 'void', 'draft']),
            region=r.choice(['', 'north', 'süd']), po_number='"%d"' % n,
            dispute_reason=r.choice(['', 'short, late']))
        if kind == 'credit_note':
            amount = -amount
        elif r.random() < .2:
            doc.update(due_date='', terms=r.choice(['net 30', '2/10 net 30']))
        if amount > 0 and r.random() < .2:
            doc['disputed_amount'] = money(amount // 2, ccy)
        if amount > 0 and r.random() < .2:
            doc.update(discount_date=iso(day + 10),
                       discount_amount=money(amount // 50, ccy))
        parts = r.choice([1, 1, 1, 2, 3]) if doc['due_date'] and \
            amount > 2 else 1
        for i in range(parts):
            part = amount // parts + (amount % parts) * (i == 0)
            self.docs.append(dict(
                doc, amount=money(part, ccy), due_date=doc['due_date'] and
                iso(day_of(due) + 30 * i), instalment=str(i + 1)
                if parts > 1 else ''))
            if self.pays is None and not doc['status']:
                self.settle(self.docs[-1], part, day, ccy)

    def settle(self, doc, amount, day, ccy):
        """What an export says: paid, paid in part, open."""
        how = self.r.randrange(4)
        if how == 0:
            doc.update(paid_date=iso(day + self.r.randrange(60)),
                       status=self.r.choice(['', 'paid', 'written_off']))
        elif how == 1:
            part = int(amount * self.r.random())
            doc.update(balance=money(part, ccy), status=self.r.choice(
                ['', 'open']))

    def pay(self, n):
        """Money for a document or for none; in part, too much, or back."""
        r, doc = self.r, None
        if self.docs and r.random() < .8:
            doc = r.choice(self.docs)
        ccy = doc['currency'] if doc else r.choice(self.purse)
        amount = r.choice([1, 100, r.randrange(1, 10 ** 6)])
        if doc and r.random() < .8:
            amount = int(minor(doc['amount'], ccy) * r.choice(
                [.25, .5, 1, 1, 1, 1.3])) or 1
        kind = r.choice(['refund', 'adjustment'] if amount < 0 else
                        ['', 'receipt', 'receipt', 'credit', 'discount',
                         'write_off'])
        self.pays.append({
            'payment_id': 'P%d' % n, 'amount': money(amount, ccy),
            'payment_date': iso(self.center + r.randrange(-SPAN, SPAN + 60)),
            'customer_id': doc['customer_id'] if doc else r.choice(IDS),
            'invoice_id': doc['invoice_id'] if doc else '',
            'instalment': doc['instalment'] if doc and r.random() < .5 else
            '', 'currency': ccy, 'kind': kind})

    # Ledgers of a ledger.

    def but(self, docs=None, pays=None, day=None):
        """The same with other rows, or another day."""
        other = object.__new__(Ledger)
        other.__dict__.update(self.__dict__)
        other.docs = self.docs if docs is None else docs
        other.pays = self.pays if pays is None else pays
        other.day = self.day if day is None else day
        return other

    def of(self, wanted):
        """Of the customers wanted."""
        return self.but([d for d in self.docs if wanted(d['customer_id'])],
                        self.pays and [p for p in self.pays
                                       if wanted(p['customer_id'])])

    def times(self, n):
        def larger(row):
            return {c: str(Decimal(x) * n) if x and c in MONEY else x
                    for c, x in row.items()}

        return self.but([larger(d) for d in self.docs],
                        self.pays and [larger(p) for p in self.pays])

    def later(self, years):
        def shift(row):
            return {c: '%04d%s' % (int(x[:4]) + years, x[4:])
                    if x and c.endswith('_date') else x
                    for c, x in row.items()}

        day = '%04d%s' % (int(iso(self.day)[:4]) + years, iso(self.day)[4:])
        return self.but([shift(d) for d in self.docs], self.pays and [
            shift(p) for p in self.pays], day_of(day))

    # Files.

    def write(self, folder, name='in'):
        """Plain files; the arguments that name them."""
        path = '%s/%s.csv' % (folder, name)
        save(path, as_csv(self.columns, self.docs))
        argv = ['-a', iso(self.day)]
        if self.pays is not None:
            save('%s/%s-pay.csv' % (folder, name), as_csv(PAY, self.pays))
            argv += ['-P', '%s/%s-pay.csv' % (folder, name)]
        return argv + [path]

    def disguise(self, folder):
        """The same rows in another order, in several files, as bytes that
        mean the same."""
        r, docs, columns = self.r, list(self.docs), list(self.columns)
        r.shuffle(docs)
        r.shuffle(columns)
        cuts = sorted(r.choices(range(len(docs) + 1), k=r.randrange(3)))
        paths = []
        for i, j in zip([0] + cuts, cuts + [len(docs)]):
            text = as_csv(columns, docs[i:j], r.choice(
                [csv.QUOTE_MINIMAL, csv.QUOTE_ALL]), r.choice(['\n', '\r\n']))
            text = r.choice(['', '\ufeff']) + text
            paths.append('%s/cut%d.csv%s' % (folder, len(paths), r.choice(
                ['', '.gz'])))
            save(paths[-1], text)
        argv = ['-a', iso(self.day)]
        if self.pays is not None:
            pays, head = list(self.pays), list(PAY)
            r.shuffle(pays)
            r.shuffle(head)
            save(folder + '/mixed-pay.csv', as_csv(head, pays))
            argv += ['-P', folder + '/mixed-pay.csv']
        return argv + paths

    # Sums of the cells, which need no rule but what counts.

    def counting(self, day):
        return [d for d in self.docs if d['status'] not in (
            'void', 'draft') and day_of(d['invoice_date']) <= day]

    def sums(self, first, last):
        """Per currency: documents of these days, payments of these days."""
        total = {}
        for row, column, sign in [
                (d, 'invoice_date', 0) for d in self.counting(last)] + [
                (p, 'payment_date', 1) for p in self.pays or []]:
            if first <= day_of(row[column]) <= last:
                at = total.setdefault(row['currency'], [Decimal(0)] * 2)
                at[sign] += Decimal(row['amount'])
        return total

    def open(self):
        """Per currency what is open on the day."""
        if self.pays is not None:
            return {ccy: billed - paid for ccy, (billed, paid) in self.sums(
                1, self.day).items()}
        total = {}
        for d in self.counting(self.day):
            rest = Decimal(d['balance'] or d['amount'])
            if d['paid_date']:
                rest = Decimal(d['amount']) if day_of(
                    d['paid_date']) > self.day else Decimal(0)
            total[d['currency']] = total.get(d['currency'], 0) + rest
        return total


def save(path, text):
    opened = gzip.open if path.endswith('.gz') else open
    with opened(path, 'wb') as f:
        f.write(text.encode())
