#!/usr/bin/env python3
"""Random ledgers in foreign dialects, and what ar-import makes of them.

usage: tests/dialects.py [--count N] [--systems N] [--damage N] [--seed S]
       tests/dialects.py --only PART:K [--seed S]
       tests/dialects.py --speed [--rows N]

Written from ar-import(1), not from the code. A ledger in any dialect must
give the bytes of the canonical file; what nothing proves must be refused
until an option says it. --count takes so many of all combinations of
delimiter, marks, dates, encodings and line ends, each but once; --systems
writes reports of known systems, and compares open totals by customer and
currency; --damage cuts files at every byte and spoils single cells: never
another total with status 0, but for what the table at the end names. Prints
the first difference and where its files are, and fails; --only repeats it.
"""
import argparse, codecs, collections, csv, datetime, io, itertools, math, os
import random, re, shutil, subprocess, sys, tempfile, time

DIGITS = {'': 2, 'USD': 2, 'EUR': 2, 'CHF': 2, 'INR': 2, 'JPY': 0, 'KRW': 0,
          'KWD': 3, 'TND': 3}
MARKS = {'USD': '$', 'EUR': '€', 'JPY': '¥', 'INR': '₹', '': '$'}
PURSES = [[''], ['USD'], ['EUR'], ['JPY'], ['KWD'], ['JPY', 'KWD'],
          ['USD', 'EUR'], ['EUR', 'INR', 'KRW', 'TND'], ['CHF', 'JPY']]
COLUMNS = ('invoice_id customer_id invoice_date due_date amount currency '
           'balance paid_date kind status customer_name').split()
DAYS = 'invoice_date due_date paid_date'.split()
MONEY = 'amount balance'.split()
NAMES = ['Acme', 'Nordwind Handel GmbH', 'Smith, John', 'The "Old" Mill',
         'Müller & Söhne', 'Café; Bar', 'Total Oil', 'Sum Ltd', 'A|B',
         "O'Brien’s", '3000', 'x\ty', 'Łódź S.A.', '株式会社', 'Ünal 😀',
         '=1+1', '-5 degrees', 'Summe', '"', 'sep=;', 'a  b']
HEADERS = {
    'invoice_id': ['Rechnung', 'No.', '#', 'Invoice Number', 'Réf. facture'],
    'customer_id': ['Kunde', 'Account', 'Client, code', 'Cust|No'],
    'customer_name': ['Name', 'Company; name', 'Client'],
    'invoice_date': ['Datum', 'Date', 'Date of invoice'],
    'due_date': ['Fällig', 'Due', 'Due on'],
    'amount': ['Betrag', 'Total', 'Amount (gross)', 'Sum'],
    'balance': ['Offen', 'Open', 'Amount due'],
    'currency': ['Währung', 'Ccy', 'Curr.'],
    'paid_date': ['Bezahlt am', 'Settled'], 'kind': ['Art', 'Type'],
    'status': ['Zustand', 'State'],
}
WORDS = {'credit_note': 'Gutschrift', 'payment': 'Zahlung eingegangen',
         'invoice': 'Rechnung', 'finance_charge': 'Zinsen',
         'void': 'Storniert', 'draft': 'Entwurf', 'paid': 'Erledigt',
         'deposit': 'Anzahlung', 'open': 'Offen', 'written_off': 'Verlust'}
GROUPS = {'none': '', 'comma': ',', 'point': '.', 'space': ' ',
          'nbsp': '\xa0', 'thin': '\u202f', 'quote': "'", 'lakh': ',',
          'lakh.': '.'}
NEGATIVES = ['minus', 'behind', 'parentheses']
ORDERS = ['iso', 'dmy/', 'dmy.', 'dmy-', 'mdy/', 'mdy.', 'mdy-', 'ymd/',
          'ymd.', 'ymd-', 'd-b-Y', 'b d Y', 'd b Y', 'B d, Y']
ENCODINGS = {'utf-8': b'', 'utf-8-bom': codecs.BOM_UTF8,
             'utf-16-le': codecs.BOM_UTF16_LE,
             'utf-16-be': codecs.BOM_UTF16_BE, 'cp1252': b''}
MONTHS = ('January February March April May June July August September '
          'October November December').split()
COMBINATIONS = [c for c in itertools.product(
    ',;\t|', '.,', GROUPS, NEGATIVES, ORDERS, ENCODINGS,
    ['\n', '\r\n', '\r']) if GROUPS[c[2]] != c[1] and
    (c[2], c[5]) != ('thin', 'cp1252')]
seen = collections.Counter()


class Differs(Exception):
    """What is wrong; the folder is kept."""


def run(folder, argv, stdin=None):
    p = subprocess.run(['ar-import'] + argv, cwd=folder, input=stdin,
                       stdin=subprocess.DEVNULL if stdin is None else None,
                       capture_output=True)
    if p.returncode not in (0, 1, 2, 3, 4):
        raise Differs('status %d of %s\n%s' % (
            p.returncode, argv, p.stderr.decode('utf-8', 'replace')))
    return p.returncode, p.stdout, p.stderr.decode('utf-8', 'replace')


def save(folder, name, data):
    with open(os.path.join(folder, name), 'wb') as f:
        f.write(data)


def plain(minor, digits):
    text = str(abs(minor)).rjust(digits + 1, '0')
    if digits:
        text = text[:-digits] + '.' + text[-digits:]
    return '-' + text if minor < 0 else text


def as_csv(rows, **how):
    out = io.StringIO()
    csv.writer(out, lineterminator='\n', **how).writerows(rows)
    return out.getvalue()


# Ledgers

def make_day(r):
    return datetime.date(2024, 1, 1) + datetime.timedelta(r.randrange(1000))


def make_minor(r, digits):
    return r.randrange(1, 10 ** r.randrange(1, 7 + digits))


def make_document(r, n, ccy, customer):
    digits, day = DIGITS[ccy], make_day(r)
    amount = make_minor(r, digits)
    kind = r.choice(['', '', '', 'invoice', 'credit_note', 'payment',
                     'finance_charge', 'deposit'])
    if kind in ('credit_note', 'payment'):
        amount = -amount
    doc = dict(dict.fromkeys(COLUMNS, ''), **{
        'invoice_id': r.choice(['', 'INV-', '0', '000', 'R/', 'Nº ']) +
        str(1000 + n), 'customer_id': customer[0],
        'customer_name': customer[1], 'invoice_date': day, 'due_date': day,
        'amount': amount, 'balance': None, 'currency': ccy, 'kind': kind})
    if kind in ('', 'invoice'):
        doc['due_date'] = day + datetime.timedelta(r.choice([0, 14, 30, 60]))
    rest = r.random()
    if rest < .4:
        doc['balance'] = r.choice([amount, amount // 2 if amount > 1 else
                                   amount, 0])
    elif rest < .5:
        doc['paid_date'] = day + datetime.timedelta(r.randrange(90))
        doc['balance'] = r.choice([None, 0])
    elif rest < .7:
        doc['status'] = r.choice(['void', 'draft', 'paid', 'open',
                                  'written_off'])
    return doc


def make_ledger(r, latin, low=5, high=40, purses=PURSES):
    purse = r.choice(purses)
    names = [n for n in NAMES if not latin or can(n, 'cp1252')]
    customers = []
    for i in range(r.randrange(2, 8)):
        name = r.choice(names)
        customers.append((r.choice(['%04d' % i, 'C%d' % i, name.strip() +
                                    ' %d' % i, '%d' % (i + 1)]), name))
    docs = [make_document(r, n, r.choice(purse), r.choice(customers))
            for n in range(r.randrange(low, high + 1))]
    drop = set(r.sample(['balance', 'customer_name'], r.randrange(3)))
    if purse == ['']:
        drop.add('currency')
    for d in docs:
        d['balance'] = None if 'balance' in drop else d['balance']
    return docs, [c for c in COLUMNS if c not in drop]


def canonical(docs, columns):
    def cell(doc, c):
        if c in MONEY:
            return '' if doc[c] is None else \
                plain(doc[c], DIGITS[doc['currency']])
        return str(doc[c])

    return as_csv([columns] + [[cell(d, c) for c in columns]
                               for d in docs]).encode()


def can(text, encoding):
    try:
        text.encode(encoding)
        return True
    except UnicodeEncodeError:
        return False


def said(doc, column):
    """An amount; what has no balance and is not settled is open as a whole."""
    if column == 'balance' and doc['balance'] is None and \
            doc['status'] in ('', 'open') and not doc['paid_date']:
        return doc['amount']
    return doc[column]


def open_totals(docs):
    """(customer, currency) with what is open, by INTERFACE 3 without a day."""
    sums = collections.Counter()
    for d in docs:
        key = d['customer_id'], d['currency']
        sums[key] += 0
        if d['status'] in ('void', 'draft', 'paid', 'written_off') or \
                d['paid_date']:
            continue
        sums[key] += d['amount'] if d['balance'] is None else d['balance']
    return {k: v for k, v in sums.items() if v}


def minor_of(text):
    return int(text.replace('.', '')) if text else None


def read_back(out):
    rows = list(csv.DictReader(io.StringIO(out.decode(), newline='')))
    return [dict({'status': '', 'paid_date': '', 'currency': ''}, **dict(
        row, amount=minor_of(row['amount']),
        balance=minor_of(row.get('balance')))) for row in rows]


# One way of writing

class Dialect:
    """How a file is written; amounts and dates note what they prove."""

    def __init__(self, r, combination):
        (self.delim, self.mark, group, self.negative, self.order,
         self.encoding, self.eol) = combination
        self.r, self.group, self.lakh = r, GROUPS[group], 'lakh' in group
        self.exact = r.choice([None, None, 'short', 'long'])
        self.money = r.choice(['', '', '', 'mark', 'before', 'after'])
        self.dash = r.random() < .2
        self.short_year = r.random() < .2
        self.padded = r.random() < .7
        self.clock = r.choice(['', '', '', ' 00:00', ' 11:59:59 PM'])
        self.quoting = r.choice([csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL,
                                 csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC])
        self.cores, self.parts = [], []

    def grouped(self, whole):
        if not self.group or len(whole) < 4:
            return whole
        head, groups, size = whole[:-3], [whole[-3:]], 3 - self.lakh
        while head:
            groups.insert(0, head[-size:])
            head = head[:-size]
        return self.group.join(groups)

    def amount(self, minor, ccy):
        if minor is None:
            return ''
        if minor == 0 and self.dash:
            return '-'
        whole, _, rest = plain(abs(minor), DIGITS[ccy]).partition('.')
        if self.exact == 'short':
            rest = rest.rstrip('0')
        elif self.exact == 'long':
            rest = rest.ljust(4, '0')
        core = self.grouped(whole) + (self.mark + rest if rest else '')
        self.cores.append(core)
        text, mark = core, MARKS.get(ccy, '')
        if self.money == 'mark' and can(mark, self.encoding_of()):
            text = self.r.choice([mark + text, text + ' ' + mark])
        elif self.money == 'before' and ccy:
            text = ccy + ' ' + text
        elif self.money == 'after' and ccy:
            text += '\xa0' + ccy
        if minor >= 0:
            return text
        return {'minus': '-' + text, 'behind': text + '-',
                'parentheses': '(' + text + ')'}[self.negative]

    def day(self, day):
        if not day:
            return ''
        two = '%02d' if self.padded else '%d'
        year = '%02d' % (day.year % 100) if self.short_year else \
            str(day.year)
        d, m = two % day.day, two % day.month
        if self.order == 'iso':
            return str(day)
        if self.order[:3] in ('dmy', 'mdy', 'ymd'):
            part = [{'d': d, 'm': m, 'y': year}[c] for c in self.order[:3]]
            self.parts.append(part)
            return self.order[3].join(part) + self.clock
        text = self.order.replace('d', 'D').replace('Y', year)
        text = text.replace('b', MONTHS[day.month - 1][:3]) \
            if 'b' in text else text.replace('B', MONTHS[day.month - 1])
        return re.sub('D(?![a-z])', d, text, count=1) + self.clock

    def encoding_of(self):
        return 'utf-8' if self.encoding == 'utf-8-bom' else self.encoding

    def encode(self, text):
        return ENCODINGS[self.encoding] + text.encode(self.encoding_of())

    def table(self, rows, quoting=None):
        return as_csv(rows, delimiter=self.delim, quoting=self.quoting if
                      quoting is None else quoting).replace('\n', self.eol)

    # What the cells prove.

    def mark_known(self):
        """True: proven; False: must be said; None: no matter."""
        ways, differ = {'.', ','}, []
        for core in self.cores:
            found = {m: reading(core, m) for m in '.,'}
            ways &= {m for m in found if found[m] is not None}
            if None not in found.values() and found['.'] != found[',']:
                differ.append(core)
        assert self.mark in ways, (self.mark, ways, self.cores)
        return True if len(ways) == 1 else False if differ else None

    def order_known(self):
        ways, cells = {'dmy', 'mdy', 'ymd'}, []
        for part in self.parts:
            found = {o: day_under(part, o) for o in ways}
            if len(part[0]) == 4:
                continue
            ways = {o for o in ways if found[o]}
            cells.append(part)
        if len(ways) == 1:
            return True
        return False if any(len({day_under(p, o) for o in ways}) > 1
                            for p in cells) else None


def reading(core, mark):
    """The number under this mark, None if it is none."""
    whole, found, rest = core.partition(mark)
    if found and not rest.isdigit():
        return None
    for g in ['', '.', ',', ' ', '\xa0', '\u202f', "'"]:
        three = r'[1-9]\d{0,2}(%s\d{3})+' % re.escape(g)
        lakh = r'[1-9]\d?(%s\d\d)*%s\d{3}' % (re.escape(g), re.escape(g))
        if g != mark and re.fullmatch(
                '%s|%s' % (three, lakh) if g else r'\d+', whole):
            return (whole.replace(g, '') if g else whole) + (
                '.' + rest if found else '')
    return None


def day_under(part, order):
    d, m, y = (part[order.index(c)] for c in 'dmy')
    if len(y) not in (2, 4) or len(d) > 2 or len(m) > 2:
        return None
    y = int(y) if len(y) == 4 else int(y) + (2000 if int(y) < 69 else 1900)
    try:
        return datetime.date(y, int(m), int(d))
    except ValueError:
        return None


class File:
    """A ledger in one dialect: its rows, its map, its options."""

    def __init__(self, r, docs, columns, d, small=False):
        self.r, self.docs, self.columns, self.d = r, docs, columns, d
        self.ccys = sorted({x['currency'] for x in docs})
        self.words = r.random() < .5
        self.by_kind = r.random() < .3
        self.footer = r.random() < .3
        self.total = r.random() < .5
        self.required = self.total and r.random() < .5
        self.flat = len(self.ccys) == 1 and 'currency' in columns and \
            r.random() < .4
        self.small = small
        self.choose_columns()
        self.write()

    def choose_columns(self):
        r = self.r
        names = [c for c in self.columns
                 if not (self.flat and c == 'currency')]
        if not self.small or r.random() < .3:
            names += ['Memo', 'Running'][:r.randrange(3)]
        r.shuffle(names)
        for i, c in enumerate(names):
            if c in ('invoice_id', 'customer_id', 'customer_name', 'Memo'):
                names[0], names[i] = names[i], names[0]
                break
        self.order, self.header = names, {}
        for c in names:
            usable = [h for h in HEADERS.get(c, [c])
                      if can(h, self.d.encoding_of()) and
                      h not in self.header.values()]
            self.header[c] = r.choice(usable + [c]) if usable else c
        if 'Memo' in names and r.random() < .3:
            self.header['Memo'] = ''

    def cell(self, doc, c):
        d, r = self.d, self.r
        if c in MONEY:
            minor = doc[c]
            if self.by_kind and doc['kind'] in ('credit_note', 'payment') \
                    and minor:
                minor = abs(minor)
            return d.amount(minor, doc['currency'])
        if c in DAYS:
            if c == 'due_date' and doc[c] == doc['invoice_date'] and \
                    r.random() < .4:
                return ''
            return d.day(doc[c])
        if c == 'Memo':
            return r.choice(['', 'note', '12,5', 'Total', 'say "yes"'])
        if c == 'Running':
            return str(r.randrange(10 ** 6))
        if c == 'kind' and doc[c] == 'credit_note' and not self.by_kind and \
                r.random() < .3:
            return ''
        text = doc[c]
        if c in ('kind', 'status') and self.words:
            text = WORDS.get(text, text)
            text = r.choice([text, text.upper(), text.lower()])
        if c == 'currency' and r.random() < .2:
            text = text.lower()
        if c == 'customer_name' and ' ' in text and r.random() < .2 and \
                '  ' not in text and not any(x in text for x in ',;|\t"'):
            return text.replace(' ', '\n')
        return text if r.random() < .9 else ' ' + text + ' '

    def totals(self):
        turned = self.r.random() < .5
        for ccy in self.ccys:
            row = dict.fromkeys(self.order, '')
            for c in MONEY:
                docs = [x for x in self.docs if x['currency'] == ccy and
                        c in self.order and said(x, c) is not None]
                some = [said(x, c) for x in docs]
                if self.by_kind and not turned:
                    some = [abs(n) if x['kind'] in
                            ('credit_note', 'payment') else n
                            for x, n in zip(docs, some)]
                if some:
                    row[c] = self.d.amount(sum(some), ccy)
            if 'currency' in self.order:
                row['currency'] = ccy
            row[self.order[0]] = self.r.choice(
                ['Total', 'TOTAL:', 'Summe', 'Grand total', 'Gesamtsumme'])
            yield [row[c] for c in self.order]

    def write(self):
        r, d = self.r, self.d
        self.titles = [] if r.random() < .5 else r.choice([
            ['Nordwind Handel GmbH', 'Open items', ''],
            ['Pipes 5" and more', '', ''],
            ['"A, B; C",,,', 'As of 30.06.2026;;;']])
        self.rows = [[self.header[c] for c in self.order]] + \
            [[self.cell(x, c) for c in self.order] for x in self.docs]
        self.tail = list(self.totals()) if self.total else []
        if self.footer and self.total:
            self.tail.append(['Printed on 1 July'] +
                             [''] * (len(self.order) - 1))
        self.sep = r.random() < .2
        self.blank = not self.small and r.random() < .2

    def text(self, rows=None, quoting=None):
        d, rows = self.d, list(self.rows if rows is None else rows)
        out = 'sep=' + d.delim + d.eol if self.sep else ''
        out += ''.join(t + d.eol for t in self.titles)
        rows += self.tail
        if self.blank:
            rows[2:2] = [[''] * len(self.order), []]
        return out + d.table(rows, quoting)

    def argv(self, folder):
        """The options, but for decimal mark and order of dates."""
        def quoted(h):
            return '"' + h + '"' if '|' in h or not h else h

        renamed = {c: h for c, h in self.header.items()
                   if c in COLUMNS and c != h}
        argv = ['--currency=' + self.ccys[0]] if self.flat else []
        lines = ['total = required'] if self.required else []
        if self.words:
            lines += ['%s.%s = %s' % (
                'status' if w in 'void draft paid open written_off'.split()
                else 'kind', w, t) for w, t in WORDS.items()]
        if lines or self.r.random() < .5:
            lines += ['%s = %s' % (c, quoted(h)) for c, h in renamed.items()]
            if self.by_kind:
                lines.append('sign = by-kind')
            self.r.shuffle(lines)
            save(folder, 'map', '\n'.join(['# made'] + lines + ['']).encode())
            return argv + ['-M', 'map']
        for c, h in renamed.items():
            argv += ['-m', c + '=' + h]
        return argv + ['--sign=by-kind'] * self.by_kind


def refused(got):
    return got[0] in (1, 2)


def same(got, want, what):
    if got[0] != 0 or got[1] != want:
        raise Differs('%s: status %d\n%swant:\n%sgot:\n%s' % (
            what, got[0], got[2], want.decode(),
            got[1].decode('utf-8', 'replace')))


def options(f, r, always=False):
    """What must be said, and each way of saying what need not be."""
    mark, order = f.d.mark_known(), f.d.order_known()
    say_mark = ['--decimal=' + f.d.mark]
    say_order = ['--date-format=' + f.d.order[:3]] \
        if f.d.order[:3] in ('dmy', 'mdy', 'ymd', 'iso') else []
    need = (say_mark if mark is False else []) + \
        (say_order if order is False else [])
    extra = (say_mark if mark is not False and (always or r.random() < .2)
             else []) + \
        (say_order if order is not False and (always or r.random() < .2)
         else [])
    return need, extra, (mark, order)


def make_file(r, combination, low=5, high=40, small=False):
    latin = combination[5] == 'cp1252'
    docs, columns = make_ledger(r, latin, low, high)
    return File(r, docs, columns, Dialect(r, combination), small)


def combination_of(seed, k):
    n = len(COMBINATIONS)
    step = 7919
    while math.gcd(step, n) > 1:
        step += 2
    return COMBINATIONS[(random.Random(seed).randrange(n) + k * step) % n]


def one_dialect(r, folder, seed, k):
    f = make_file(r, combination_of(seed, k))
    want = canonical(f.docs, f.columns)
    save(folder, 'canonical.csv', want)
    if k % 10 == 0:
        same(run(folder, ['--decimal=.', 'canonical.csv']), want,
             'ar-import --decimal=. canonical.csv')
        back = read_back(want)
        if open_totals(back) != open_totals(f.docs):
            raise Differs('the model disagrees with itself')
    save(folder, 'foreign.csv', f.d.encode(f.text()))
    argv = f.argv(folder)
    need, extra, known = options(f, r)
    shown = ' '.join("'%s'" % a for a in argv + extra + need)
    if need:
        got = run(folder, argv + extra + ['foreign.csv'])
        seen['unproven, refused'] += 1
        if not refused(got):
            raise Differs('nothing proves %s, and it is read: ar-import %s '
                          'foreign.csv\n%s' % (need, shown, got[1].decode()))
    if None in known:
        got = run(folder, argv + need + extra + ['foreign.csv'])
        if refused(got):
            seen['no matter, but refused'] += 1
            if known[0] is None:
                need = need + ['--decimal=' + f.d.mark]
            if known[1] is None and f.d.parts:
                need = need + ['--date-format=' + f.d.order[:3]]
    same(run(folder, argv + extra + need + ['foreign.csv']), want,
         'ar-import %s foreign.csv' % shown)
    seen['dialects'] += 1


# Known systems

def lines_of(r, minor):
    """The amount in one to three parts."""
    n, parts = r.randrange(1, 4), []
    for _ in range(n - 1):
        parts.append(r.randrange(-abs(minor), abs(minor) + 1))
    return parts + [minor - sum(parts)]


def dec(minor, ccy, places=None, group=''):
    digits = DIGITS[ccy]
    text = plain(abs(minor), digits)
    whole, _, rest = text.partition('.')
    if places is not None:
        rest = rest.ljust(places, '0')
    if group:
        whole = format(int(whole), ',')
    return ('-' if minor < 0 else '') + whole + ('.' + rest if rest else '')


def slash(day, order):
    return '' if not day else day.strftime(
        {'mdy': '%m/%d/%Y', 'dmy': '%d/%m/%Y', 'iso': '%Y-%m-%d'}[order])


def order_option(order, days):
    """The option, unless a day proves the order and no month does."""
    if order == 'iso' or any(d.day > 12 for d in days if d):
        return []
    return ['--date-format=' + order]


CUSTOMERS = ['Acme, Inc', 'Total', '3000', 'Total Wine', 'Müller & Söhne',
             'A "B" C', 'Smith:Kitchen', 'Sum Ltd', '1 - 30 Ltd',
             'Grand Total Foods', "O'Neil", 'Current Affairs',
             'Grove Street, 5', 'The 30 June Band']


def simple_ledger(r, purses, kinds, statuses=('',)):
    """Documents with all balances known, and none paid by a date."""
    purse, docs = r.choice(purses), []
    some = r.sample(CUSTOMERS, r.randrange(1, 7))
    for n in range(r.randrange(1, 25)):
        ccy, day = r.choice(purse), make_day(r)
        kind = r.choice(kinds)
        sign = -1 if kind in ('credit_note', 'payment') else 1
        amount = make_minor(r, DIGITS[ccy])
        status = r.choice(statuses)
        left = 0 if status in ('paid', 'written_off') else r.choice(
            [amount, amount, r.randrange(amount) if amount > 1 else amount])
        docs.append(dict(dict.fromkeys(COLUMNS, ''), **{
            'invoice_id': r.choice(['', '00', 'INV-']) + str(1001 + n),
            'customer_id': r.choice(some), 'invoice_date': day,
            'due_date': day + datetime.timedelta(r.choice([0, 30, 45])),
            'amount': sign * amount, 'balance': sign * left,
            'currency': ccy, 'kind': kind, 'status': status}))
    return docs


def days_of(docs):
    return [d[c] for d in docs for c in ('invoice_date', 'due_date')]


QB_KIND = {'invoice': 'Invoice', 'credit_note': 'Credit Memo',
           'payment': 'Payment', 'finance_charge': 'Finance Charge'}


def pad(rows):
    n = max(len(row) for row in rows)
    return [list(row) + [''] * (n - len(row)) for row in rows]


def quickbooks_online_aging(r):
    docs = simple_ledger(r, [[''], ['USD'], ['JPY'], ['KWD']], list(QB_KIND))
    order, flip = r.choice(['mdy', 'dmy']), r.random() < .3
    ccy = docs[0]['currency']
    rows = [['Foundry Distribution, Inc'], ['A/R Aging Detail Report'],
            ['As of Jul 25, 2026'], [''],
            ['', 'Date', 'Transaction type', 'Num', 'Customer full name',
             'Due date', 'Amount', 'Open balance']]

    def money(minor):
        return dec(abs(minor) if flip else minor, ccy, None, ',')

    buckets = {}
    for d in docs:
        if d['kind'] == 'payment':
            d['invoice_id'] = ''
        buckets.setdefault(r.choice(
            ['91 or more days past due', 'CURRENT', '1 - 30 days past due']),
            []).append(d)
    for name, some in buckets.items():
        rows.append([name])
        rows += [['', slash(d['invoice_date'], order), QB_KIND[d['kind']],
                  d['invoice_id'], d['customer_id'],
                  slash(d['due_date'], order), money(d['amount']),
                  money(d['balance'])] for d in some]
        rows.append(['Total for ' + name] + [''] * 6 +
                    [dec(sum(d['balance'] for d in some), ccy, None, ',')])
    rows.append(['TOTAL'] + [''] * 6 +
                [('' if ccy not in ('', 'USD') else '$') + dec(
                    sum(d['balance'] for d in docs), ccy, None, ',')])
    rows.append([' Thursday, July 30, 2026 04:19 PM GMT-06:00'])
    options = order_option(order, days_of(docs)) + ['--decimal=.']
    return docs, as_csv(pad(rows)), options + \
        ['--currency=' + ccy] * bool(ccy)


def quickbooks_online_list(r):
    docs = simple_ledger(r, [['USD'], ['USD', 'EUR', 'JPY'], ['KWD']],
                         ['invoice'])
    order = r.choice(['mdy', 'dmy'])
    rows = [['PT ILA'], ['Invoice List'], ['January 1 - December 31, 2025'],
            [], ['Date', 'Num', 'Customer', 'Memo/Description', 'Due Date',
                 'Amount', 'Open Balance', 'Currency', 'Exchange rate']]
    for d in docs:
        for part in lines_of(r, d['amount']):
            rows.append([slash(d['invoice_date'], order), d['invoice_id'],
                         d['customer_id'], 'line, ' + str(part),
                         slash(d['due_date'], order),
                         dec(part, d['currency'], None, ','),
                         dec(d['balance'], d['currency'], None, ','),
                         d['currency'], ''])
    several = len({d['currency'] for d in docs}) > 1
    total = dec(sum(d['amount'] for d in docs), docs[0]['currency'], None,
                ',')
    rows.append([''] * 5 + [total, '', '', ''])
    rows.append(['Total'] + [''] * 4 + [total, '', '', ''])
    return docs, as_csv(rows), order_option(order, days_of(docs)) + \
        ['--decimal=.'] + ['--no-total-check'] * several


def quickbooks_desktop(r):
    docs = simple_ledger(r, [[''], ['USD'], ['JPY']], list(QB_KIND))
    ccy, by_name = docs[0]['currency'], r.random() < .5
    head = ['', 'Type', 'Date', 'Num', 'P. O. #'] + ['Name'] * by_name + [
        'Terms', 'Due Date', 'Aging', 'Open Balance']
    rows, sections = [head], {}
    for d in docs:
        d['amount'], d['balance'] = d['balance'], None
        if d['kind'] == 'payment':
            d['invoice_id'] = ''
        sections.setdefault(d['customer_id'] if not by_name else r.choice(
            ['Current', '1 - 30', '31 - 60', '> 90']), []).append(d)
    for d in docs:
        if d['amount'] == 0:
            d['amount'] = -1 if d['kind'] in ('credit_note', 'payment') else 1
    for name, some in sections.items():
        rows.append([name])
        for d in some:
            rows.append(['', QB_KIND[d['kind']], slash(d['invoice_date'],
                        'mdy'), d['invoice_id'], ''] +
                        [d['customer_id']] * by_name +
                        ['Net 30', slash(d['due_date'], 'mdy'), '12',
                         dec(d['amount'], ccy, None, ',')])
        rows.append(['Total ' + name] + [''] * (len(head) - 2) +
                    [dec(sum(d['amount'] for d in some), ccy, None, ',')])
    rows.append(['TOTAL'] + [''] * (len(head) - 2) +
                [dec(sum(d['amount'] for d in docs), ccy, None, ',')])
    return docs, as_csv(pad(rows), quoting=r.choice(
        [csv.QUOTE_ALL, csv.QUOTE_MINIMAL])), order_option(
            'mdy', days_of(docs)) + ['--decimal=.'] + \
        ['--currency=' + ccy] * bool(ccy)


def xero(r):
    kinds = {'invoice': 'Sales invoice', 'credit_note': 'Sales credit note',
             'payment': 'Sales overpayment'}
    states = {'': 'Awaiting Payment', 'paid': 'Paid', 'void': 'Voided',
              'draft': 'Draft'}
    docs = simple_ledger(r, [['NZD'], ['USD', 'JPY'], ['KWD', 'EUR']],
                         list(kinds), list(states))
    head = ('ContactName EmailAddress InvoiceNumber Reference InvoiceDate '
            'DueDate PlannedDate Total TaxTotal InvoiceAmountPaid '
            'InvoiceAmountDue Description LineAmount Currency Type Sent '
            'Status').split()
    places = r.choice([2, 4])
    rows = [head]
    for d in docs:
        ccy, n = d['currency'], 1 if d['kind'] == 'payment' else \
            r.randrange(1, 4)
        if d['kind'] == 'payment':
            d['invoice_id'] = ''        # and a draft without it is left out
            d['status'] = d['status'].replace('draft', '')
        due = dec(abs(d['balance']), ccy, max(places, DIGITS[ccy]))
        if d['balance'] == 0 and r.random() < .5:
            due = ''
        for k in range(n):
            rows.append([d['customer_id'], '', d['invoice_id'], '',
                         slash(d['invoice_date'], 'dmy'),
                         slash(d['due_date'], 'dmy'), '',
                         dec(abs(d['amount']), ccy,
                             max(places, DIGITS[ccy])), '1.00', '0.00', due,
                         'Coffee, "dark"', str(k), ccy, kinds[d['kind']],
                         'Sent', states[d['status']]])
    return docs, as_csv(rows), order_option('dmy', days_of(docs)) + \
        ['--decimal=.']


def freshbooks(r):
    states = {'': ['sent', 'viewed', 'overdue'],
              'paid': ['paid', 'auto-paid'], 'draft': ['draft']}
    docs = simple_ledger(r, [['USD'], ['CHF', 'JPY']], ['invoice'],
                         list(states))
    order, places = r.choice(['iso', 'mdy']), r.choice([None, 8])
    rows = [['Client Name', 'Invoice #', 'Date Issued', 'Date Due',
             'Invoice Status', 'Date Paid', 'Item Name', 'Line Total',
             'Currency']]
    for d in docs:
        d['balance'], state = None, r.choice(states[d['status']])
        paid = d['due_date'] if d['status'] == 'paid' else None
        for part in lines_of(r, d['amount']):
            rows.append([d['customer_id'], d['invoice_id'],
                         slash(d['invoice_date'], order),
                         slash(d['due_date'], order), state,
                         slash(paid, order), 'Dues', dec(
                             part, d['currency'], places), d['currency']])
    return docs, as_csv(rows), order_option(order, days_of(docs)) + \
        ['--decimal=.']


def zoho(r):
    states = {'': ['Sent', 'Overdue', 'PartiallyPaid', 'Unpaid'],
              'paid': ['Paid', 'Closed'], 'void': ['Void'],
              'draft': ['Draft']}
    docs = simple_ledger(r, [['INR'], ['USD', 'JPY', 'KWD']], ['invoice'],
                         list(states))
    order = r.choice(['iso', 'dmy'])
    by_id = r.random() < .5
    rows = [['Invoice Date', 'Invoice Number', 'Invoice Status',
             'Customer Name'] + ['Customer ID'] * by_id +
            ['Due Date', 'Currency Code', 'Item Name', 'Item Total', 'Total',
             'Balance']]
    for d in docs:
        customer, state = d['customer_id'], r.choice(states[d['status']])
        if by_id:
            d['customer_id'] = '25200%03d' % CUSTOMERS.index(customer)
        for part in lines_of(r, d['amount']):
            rows.append([slash(d['invoice_date'], order), d['invoice_id'],
                         state, customer] + [d['customer_id']] * by_id +
                        [slash(d['due_date'], order), d['currency'],
                         'Wood', dec(part, d['currency']),
                         dec(d['amount'], d['currency'], None, ','),
                         dec(d['balance'], d['currency'], None, ',')])
    return docs, as_csv(rows), order_option(order, days_of(docs)) + \
        ['--decimal=.']


def harvest(r):
    docs = simple_ledger(r, [['USD'], ['EUR', 'JPY']], ['invoice'])
    local = r.random() < .5
    names = {'USD': 'United States Dollar - USD', 'EUR': 'Euro - EUR',
             'JPY': 'Japanese Yen - JPY'}

    def money(minor, ccy):
        text = dec(minor, ccy, None, ',')
        return text.replace(',', ' ').replace('.', ',') if local else \
            text.replace(',', '')

    rows = [['Issue Date', 'Last Payment Date', 'ID', 'PO Number', 'Client',
             'Subject', 'Invoice Amount', 'Paid Amount', 'Balance',
             'Currency', 'Currency Symbol', 'Document Type',
             'Client Address']]
    for d in docs:
        ccy = d['currency']
        rows.append([str(d['invoice_date']), '', d['invoice_id'], '',
                     d['customer_id'], 'May', money(d['amount'], ccy),
                     money(d['amount'] - d['balance'], ccy),
                     money(d['balance'], ccy),
                     r.choice([names[ccy], ccy]), '', 'Invoice',
                     '883 Dill Ave\nSW Atlanta, GA 30310'])
    return docs, as_csv(rows), ['--terms=net 30',
                                '--decimal=' + '.,'[local]]


def invoicely(r):
    states = {'': ['Due', 'Late', 'Sent'], 'paid': ['Paid'],
              'draft': ['Draft'], 'void': ['Void']}
    docs = simple_ledger(r, [['']], ['invoice'], list(states))
    rows = [['Details', 'Client', 'Date', 'Due', 'Status', 'Total']]
    for d in docs:
        d['balance'] = None
        rows.append([d['invoice_id'], d['customer_id']] +
                    [d[c].strftime('%b %d %Y')
                     for c in ('invoice_date', 'due_date')] +
                    [r.choice(states[d['status']]),
                     dec(d['amount'], '', None, ',')])
    return docs, as_csv(rows, quoting=csv.QUOTE_ALL), ['--decimal=.']


def dynamics(r):
    kinds = {'invoice': ['IN', 'DM'], 'credit_note': ['CM'],
             'payment': ['PA', 'PP'], 'finance_charge': ['FI']}
    docs = simple_ledger(r, [['']], list(kinds))
    rows = [['CustId', 'DocType', 'RefNbr', 'DocDate', 'DueDate', 'DocBal',
             'OrigDocAmt', 'OpenDoc']]
    for d in docs:
        d['amount'], d['balance'] = d['balance'] or d['amount'], None
        rows.append([d['customer_id'] + '    ', r.choice(kinds[d['kind']]),
                     d['invoice_id'] + '  ', d['invoice_date'], '1900-01-01'
                     if r.random() < .2 else d['due_date'],
                     repr(abs(d['amount']) / 100 * 3 / 3), '1', '1'])
        rows.append(rows[-1][:5] + ['77.00', '77.00', '0'])
    return docs, as_csv(rows), ['--decimal=.']


SYSTEMS = [
    ('quickbooks-online.open', quickbooks_online_aging),
    ('quickbooks-online.open', quickbooks_online_list),
    ('quickbooks-desktop', quickbooks_desktop), ('xero.invoices', xero),
    ('freshbooks', freshbooks), ('zoho-books', zoho), ('harvest', harvest),
    ('invoicely', invoicely), ('dynamics-sl', dynamics)]
DIGITS['NZD'] = 2


def one_system(r, folder, seed, k):
    name, make = SYSTEMS[k % len(SYSTEMS)]
    docs, text, argv = make(r)
    encoding = r.choice(['utf-8', 'utf-8-sig', 'utf-16', 'cp1252'])
    eol = r.choice(['\n', '\r\n'])
    save(folder, 'foreign.csv', text.replace('\n', eol).encode(encoding))
    argv = ['--from=' + name] * (r.random() < .5) + argv + ['foreign.csv']
    got = run(folder, argv)
    shown = ' '.join("'%s'" % a for a in argv)
    if got[0] != 0:
        raise Differs('%s: ar-import %s: status %d\n%s' % (
            make.__name__, shown, got[0], got[2]))
    want, have = open_totals(docs), read_back(got[1])
    if open_totals(have) != want or len(have) != len(docs):
        raise Differs('%s: ar-import %s: want %d documents\n%s\ngot %d\n%s' % (
            make.__name__, shown, len(docs), sorted(want.items()),
            len(have), sorted(open_totals(have).items())))
    seen[name] += 1


# Damage

def plain_totals(rows):
    """By currency: documents, their amounts and balances added up.

    Drafts never count, and one without a number or date may be left out.
    """
    sums = collections.defaultdict(lambda: [0, 0, 0])
    for d in rows:
        if d['status'] == 'draft':
            continue
        s = sums[d['currency']]
        s[0] += 1
        s[1] += d['amount']
        s[2] += d['balance'] or 0
    return dict(sums)


def totals_of(out):
    return plain_totals(read_back(out))


def damage_file(r, seed, k, small):
    c = combination_of(str(seed) + 'd', k)
    f = make_file(r, c, 2 if small else 3, 4 if small else 12, small)
    if small:
        f.titles, f.sep = [], False
    return f


def options_of(f, r, folder):
    argv = f.argv(folder)
    need, extra, known = options(f, r, r.random() < .3)
    if None in known:
        need, extra, _ = options(f, r, True)
    given = {a[:4] for a in need + extra}
    return argv + need + extra, '--de' in given, '--da' in given


def only_last(have, rows, column):
    """Whether the last record differs, and in this column alone."""
    if have[:-1] != rows[:len(have) - 1] or len(have) > len(rows):
        return False
    a, b = (next(csv.reader([some[len(have) - 1]])) for some in (have, rows))
    follow = {'currency': MONEY, 'kind': MONEY}.get(column, [])
    return all(x == y or c == column or c in follow
               for x, y, c in zip(a, b, next(csv.reader(rows[:1]))))


def one_cut(r, folder, seed, k):
    f = damage_file(r, seed, k, True)
    whole = f.d.encode(f.text())
    argv, *sure = options_of(f, r, folder)
    sure = all(sure)
    save(folder, 'whole.csv', whole)
    want = run(folder, argv + ['whole.csv'])
    same(want, canonical(f.docs, f.columns), 'ar-import %s whole.csv' % argv)
    rows = want[1].decode().split('\n')[:-1]
    last, tail, f.tail = f.order[-1], f.tail, []
    ends = [len(f.d.encode(f.text(f.rows[:i + 1])))
            for i in range(len(f.rows))]
    f.tail = tail
    shown = ' '.join("'%s'" % a for a in argv)
    wide = 2 if 'utf-16' in f.d.encoding else 1
    for n in range(1, len(whole)):
        save(folder, 'cut.csv', whole[:n])
        status, out, err = run(folder, argv + ['cut.csv'])
        seen['cuts'] += 1
        if status != 0:
            if not out.endswith(b'#ar-error: incomplete\n') and out:
                raise Differs('cut at %d: refused, and its output has no '
                              'mark: ar-import %s cut.csv' % (n, shown))
            continue
        if out == want[1]:
            seen['cut behind the last row'] += 1
            continue
        if f.required:
            raise Differs('cut at %d of a file whose total is required, and '
                          'it is read: ar-import %s cut.csv\n%s' % (
                              n, shown, out.decode()))
        have = out.decode().split('\n')[:-1]
        piped = run(folder, argv, whole[:n])
        text = whole[n:n + 2 * wide].replace(b'\0', b'')
        before = whole[max(0, n - 2 * wide):n].replace(b'\0', b'')
        at_end = text[:1] in (b'\r', b'\n') or before[-1:] in (b'\r', b'\n')
        if at_end and have == rows[:len(have)]:
            seen['cut at the end of a record'] += 1
            if piped[0] == 0 and before[-1:] not in (b'\r', b'\n'):
                raise Differs('cut at %d: a pipe that ends without a line '
                              'end is read: ar-import %s <cut.csv' % (
                                  n, shown))
            continue
        if piped[0] == 0:
            raise Differs('cut at %d: a pipe cut inside a record is read: '
                          'ar-import %s <cut.csv' % (n, shown))
        if n < ends[0]:
            seen['cut inside the header, no rows'] += 1
            continue
        if have == rows[:len(have)]:
            begun = whole[ends[len(have) - 1]:n].replace(b'\0', b'') \
                if have[1:] == rows[1:sum(e <= n for e in ends)] else b''
            cut = f.docs[len(have) - 1]
            if cut['status'] == 'draft' and last in ('invoice_id',
                                                     'invoice_date'):
                seen['cut leaves a draft without number or date'] += 1
                continue
            if begun.strip(b' "\r\n' + f.d.delim.encode()):
                raise Differs('cut at %d: the record that was cut is left '
                              'out: ar-import %s cut.csv\n%s' % (
                                  n, shown, out.decode()))
            seen['cut inside or before empty cells'] += 1
            continue
        what = 'an amount' if last in MONEY else \
            'a date' if last in DAYS else \
            last if last in ('currency', 'kind') else 'no amount'
        if only_last(have, rows, last):
            seen['cut inside the last cell, ' + what] += 1
            continue
        if not sure and (last in MONEY or last in DAYS):
            seen['cut inside the last cell, %s, which proves another '
                 'reading of all rows' % what] += 1
            continue
        raise Differs('cut at %d: other rows than before: ar-import %s '
                      'cut.csv\nwhole:\n%s\ncut:\n%s' % (
                          n, shown, want[1].decode(), out.decode()))


def spoil_letter(r, f, doc, row):
    i = f.order.index('amount')
    digits = [m.start() for m in re.finditer(r'\d', row[i])]
    if not digits:
        return None
    at = r.choice(digits)
    row[i] = row[i][:at] + r.choice('OlIxZ') + row[i][at + 1:]
    return 'refused'


def spoil_marks(r, f, doc, row):
    row[f.order.index('amount')] = r.choice(
        ['12.50.50', '1.234,50.00', '1,23,4,5', '12,50,50', '1.2,3.4', '..5'])
    return 'refused'


def spoil_month(r, f, doc, row):
    if f.d.order[:3] not in ('dmy', 'mdy', 'ymd', 'iso'):
        return None
    y, sep = '2026', f.d.order[3] if f.d.order != 'iso' else '-'
    part = {'d': '31', 'm': '13', 'y': y}
    row[f.order.index('invoice_date')] = sep.join(
        part[c] for c in f.d.order.replace('iso', 'ymd')[:3])
    return 'refused'


def spoil_order(r, f, doc, row):
    if f.d.order[:3] not in ('dmy', 'mdy'):
        return None
    i, sep = f.order.index('invoice_date'), f.d.order[3]
    d = doc['invoice_date']
    if d.day < 13:
        return None
    row[i] = d.strftime(sep.join(['%m', '%d', '%Y'] if f.d.order[0] == 'd'
                                 else ['%d', '%m', '%Y']))
    return 'refused' if f.order_sure else 'total'


def spoil_currency(r, f, doc, row):
    if 'currency' not in f.order:
        return None
    ccy = r.choice(['XXX', 'US', 'EURO', '$', 'GBP', 'AUD'])
    row[f.order.index('currency')] = ccy
    if ccy not in ('GBP', 'AUD') or f.total:
        return 'refused'
    return 'valid: a real currency, no total row'


def spoil_id(r, f, doc, row):
    c = r.choice(['invoice_id', 'customer_id', 'invoice_date', 'amount'])
    row[f.order.index(c)] = ''
    return 'refused' if c in ('customer_id', 'amount') or (
        c == 'invoice_date' and doc['status'] != 'draft') else 'total'


def spoil_shift(r, f, doc, row):
    i = r.randrange(len(row))
    if r.random() < .5:
        row[:] = (row[:i] + [''] + row[i:])[:len(f.order)]
    else:
        row[:] = row[:i] + row[i + 1:] + ['']
    return 'total' if f.total else 'shift'


def spoil_removed(r, f, doc, row):
    del row[r.randrange(len(row))]
    return 'refused'


def spoil_other(r, f, doc, row):
    ccy, mark = doc['currency'], f.d.mark
    core = dec(abs(doc['amount']), ccy, max(2, DIGITS[ccy]), ',')
    if mark == '.':
        core = core.replace(',', ' ').replace('.', ',').replace(' ', '.')
    row[f.order.index('amount')] = core
    if doc['amount'] < 0 and not f.by_kind:
        row[f.order.index('amount')] = '-' + core
    if reading(core, mark) is None:
        return 'refused' if f.mark_sure else 'total' if f.total else \
            'valid: it alone proves the mark, no total row'
    return 'total' if f.total else 'valid: groups of three, no total row'


def spoil_raw(what):
    def spoil(r, f, doc, row):
        i = r.randrange(len(row))
        at = r.randrange(len(row[i]) + 1)
        row[i] = row[i][:at] + what + row[i][at:]
        return 'refused' if what == '\0NUL\0' else 'total'
    return spoil


SPOIL = [('letter in amount', spoil_letter), ('two marks', spoil_marks),
         ('month 13', spoil_month), ('other order of date', spoil_order),
         ('other currency', spoil_currency), ('empty key', spoil_id),
         ('quote', spoil_raw('\uf8f0')), ('NUL', spoil_raw('\uf8f1')),
         ('invalid UTF-8', spoil_raw('\uf8f2')), ('shifted', spoil_shift),
         ('removed field', spoil_removed), ('other mark', spoil_other)]
RAW = {'quote': ('\uf8f0', b'"'), 'NUL': ('\uf8f1', b'\0'),
       'invalid UTF-8': ('\uf8f2', b'\xff')}


def one_spoilt(r, folder, seed, k):
    name, spoil = SPOIL[k % len(SPOIL)]
    f = damage_file(r, seed, k // len(SPOIL) + 10 ** 4, False)
    if name in RAW:
        f.d.encoding = 'utf-8'
    save(folder, 'whole.csv', f.d.encode(f.text()))
    argv, f.mark_sure, f.order_sure = options_of(f, r, folder)
    want = run(folder, argv + ['whole.csv'])
    same(want, canonical(f.docs, f.columns), 'ar-import %s whole.csv' % argv)
    n = r.randrange(len(f.docs))
    rows = [list(row) for row in f.rows]
    expect = spoil(r, f, f.docs[n], rows[n + 1])
    if expect is None or rows == f.rows:
        return
    if name in RAW:
        mark, byte = RAW[name]
        data = f.d.encode(f.text(rows)).replace(mark.encode(), byte)
        expect = 'refused' if name == 'NUL' else expect
    else:
        data = f.d.encode(f.text(rows))
    save(folder, 'spoilt.csv', data)
    status, out, err = run(folder, argv + ['spoilt.csv'])
    shown = 'ar-import %s spoilt.csv' % ' '.join("'%s'" % a for a in argv)
    if status != 0:
        seen[name + ': refused'] += 1
        return
    if totals_of(out) == plain_totals(f.docs) and expect != 'refused':
        seen[name + ': same totals' + (', same rows' if out == want[1]
                                       else '')] += 1
        return
    if expect.startswith('valid') or expect == 'shift':
        seen[name + ': another total, but ' + (
            'of valid cells and no total row' if expect == 'shift'
            else expect)] += 1
        return
    raise Differs('%s in record %d (%s), and it is read: %s\n%s\nwhole:\n%s\n'
                  'spoilt:\n%s' % (name, n + 1, expect, shown, rows[n + 1],
                                   want[1].decode(), out.decode()))


# Speed

def timed(argv, folder):
    """Seconds and MiB of a run."""
    began = time.monotonic()
    with open(os.path.join(folder, 'out'), 'wb') as out:
        p = subprocess.Popen(argv, cwd=folder, stdout=out)
        _, status, used = os.wait4(p.pid, 0)
    p.returncode = os.waitstatus_to_exitcode(status)
    if p.returncode:
        sys.exit('%s: status %d' % (' '.join(argv), p.returncode))
    return time.monotonic() - began, used.ru_maxrss / 1024


def speed(rows):
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, 'foreign.csv'), 'w') as f:
            f.write('Rechnung;Kunde;Datum;Faellig;Betrag;Waehrung\n')
            for i in range(rows):
                f.write('%08d;C%05d;%02d.%02d.2026;%02d.%02d.2026;'
                        '%d.%03d,%02d;EUR\n' % (
                            i, i % 50000, 1 + i % 28, 1 + i % 12, 1 + i % 28,
                            1 + i % 12, 1 + i % 9, i % 1000, i % 100))
        save(folder, 'map', b'invoice_id = Rechnung\ncustomer_id = Kunde\n'
             b'invoice_date = Datum\ndue_date = Faellig\namount = Betrag\n'
             b'currency = Waehrung\n')
        slow = [timed(['ar-import', '-M', 'map', '-o', 'in.csv',
                       'foreign.csv'], folder) for _ in range(3)]
        fast = [timed(['ar-age', '-a', '2026-12-31', 'in.csv'], folder)
                for _ in range(3)]
    for name, some in ('ar-import', slow), ('ar-age', fast):
        print('%-9s %6.2f s %6.0f MiB' % ((name,) + min(some)))
    times = min(slow)[0] / min(fast)[0]
    print('%.1f times as long' % times)
    if times > 4:
        sys.exit('ar-import takes more than 4 times as long')


PARTS = {'dialect': one_dialect, 'system': one_system, 'cut': one_cut,
         'spoilt': one_spoilt}


def play(part, seed, k):
    folder = tempfile.mkdtemp(prefix='dialects.')
    try:
        PARTS[part](random.Random('%s.%s.%d' % (seed, part, k)), folder, seed,
                    k)
    except Differs as e:
        print('--seed %s --only %s:%d, in %s' % (seed, part, k, folder))
        print(e)
        return False
    shutil.rmtree(folder)
    return True


def main():
    p = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    p.add_argument('--count', type=int, default=400)
    p.add_argument('--systems', type=int, default=90)
    p.add_argument('--damage', type=int, default=240,
                   help='cells spoilt; a file is cut for each 120')
    p.add_argument('--seed', default='1')
    p.add_argument('--only')
    p.add_argument('--keep-going', action='store_true')
    p.add_argument('--speed', action='store_true')
    p.add_argument('--rows', type=int, default=10 ** 6)
    args = p.parse_args()
    if args.speed:
        speed(args.rows)
        return
    many = {'dialect': args.count, 'system': args.systems,
            'cut': -(-args.damage // 120), 'spoilt': args.damage}
    todo = [(part, k) for part, n in many.items() for k in range(n)]
    if args.only:
        part, _, k = args.only.partition(':')
        todo = [(part, int(k))]
    bad = 0
    for part, k in todo:
        if not play(part, args.seed, k):
            bad += 1
            if not args.keep_going:
                break
    for what in sorted(seen):
        print('%7d %s' % (seen[what], what))
    if bad:
        sys.exit('%d differ' % bad)


if __name__ == '__main__':
    main()
