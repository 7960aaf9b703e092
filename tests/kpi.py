#!/usr/bin/env python3
"""Compare ar-dso and ar-cei with a second implementation on random ledgers.

usage: tests/kpi.py SEED RUNS

Written from the rules, not from the code: a balance is that of one day, taken
anew from all records by the rules of aging.py; a ratio is a fraction, rounded
once. Tables made from ar-dso's own rows are read back by both tools. Prints
the first input on which the two differ, and fails.
"""
import csv, datetime, io, os, random, subprocess, sys, tempfile
from fractions import Fraction

sys.dont_write_bytecode = True
import aging
from aging import DOC, PAY, counts, items, iso, money, settle

DIGITS = dict(aging.DIGITS)
PURSES = [[''], ['USD'], ['JPY', 'KWD'], ['', 'USD', 'EUR'], list(DIGITS)]
UNITS = {'month': 1, 'quarter': 3, 'year': 12}
METHODS = ['average', 'rolling3', 'crf']
MONEY = ['beginning_receivables', 'credit_sales', 'receivables', 'current']
SPANS = ['period_start', 'period_end', 'days']


def shown(value, digits):
    """A fraction with so many decimals, half away from zero."""
    n = int(abs(value) * 10 ** digits + Fraction(1, 2))
    text = str(n).rjust(digits + 1, '0')
    if digits:
        text = text[:-digits] + '.' + text[-digits:]
    return '-' + text if value < 0 and n else text


def month_of(day):
    d = datetime.date.fromordinal(day)
    return d.year * 12 + d.month - 1


def first_of(day, months=0):
    """First day of the day's month, or of one so many months later."""
    n = month_of(day) + months
    return datetime.date(n // 12, n % 12 + 1, 1).toordinal()


def last_of(day):
    return first_of(day, 1) - 1


def whole_months(start, end):
    """How many calendar months these days are; None if they are not."""
    if not start or start != first_of(start) or end != last_of(end):
        return None
    return month_of(end) - month_of(start) + 1


def unit_end(day, unit):
    while True:
        day = last_of(day)
        if (month_of(day) + 1) % UNITS[unit] == 0:
            return day
        day += 1


class Ledger:
    """Documents and payments, asked for one group and day at a time."""

    def __init__(self, docs, pays, column, o):
        self.docs, self.pays, self.column, self.o = docs, pays, column, o
        self.memo = {}

    def key(self, record):
        return tuple(record[g] for g in self.o['group']) + \
            (record.get('ccy', record['currency']),)

    def owner(self, pay):
        """The document that a payment settles on its day, or itself."""
        for d in self.docs:
            if d['invoice_id'] == pay['invoice_id'] and \
                    counts(d, pay['payment_date']) and \
                    pay['instalment'] in (0, d['instalment']):
                return d
        return pay

    def firsts(self):
        """Each group's first document; cash counts that settles nothing."""
        days = {}
        for d in self.docs:
            if counts(d, d['invoice_date']):
                days.setdefault(self.key(d), []).append(d['invoice_date'])
        for p in self.pays or []:
            if self.owner(p) is p:
                days.setdefault(self.key(p), []).append(p['payment_date'])
        return {k: min(v) for k, v in days.items() if min(v) <= self.o['day']}

    def flows(self):
        """(day, key, kind, amount) of sales, and of payments below 0."""
        for d in self.docs:
            if counts(d, d['invoice_date']) and d['kind'] != 'payment':
                yield d['invoice_date'], self.key(d), d['kind'], d['amount']
        for p in self.pays or []:
            yield p['payment_date'], self.key(self.owner(p)), \
                'paid ' + (p['kind'] or 'receipt'), -p['amount']

    def flow(self, key, start, end, wanted):
        if 'flows' not in self.memo:
            self.memo['flows'] = list(self.flows())
        return sum(amount for day, k, kind, amount in self.memo['flows']
                   if k == key and start <= day <= end and wanted(kind))

    def sales(self, key, start, end):
        def wanted(kind):
            if kind in ('credit_note', 'paid credit'):
                return not self.o['gross']
            return not kind.startswith('paid ')

        return self.flow(key, start, end, wanted)

    def cash(self, key, start, end):
        return -self.flow(key, start, end, lambda kind: kind in (
            'paid receipt', 'paid refund'))

    def open(self, key, day):
        """Receivables and the current ones of a group."""
        if day not in self.memo:
            self.memo[day] = [(self.key(rec), rest, due) for
                              rec, rest, due, _, _ in
                              items(self.docs, self.pays, day)]
        some = [(rest, due) for k, rest, due in self.memo[day] if k == key]
        return sum(rest for rest, _ in some), sum(
            rest for rest, due in some if rest > 0 and due >= day)

    def beginning(self, key, start, first):
        partly = [d for d in self.docs if self.key(d) == key and
                  counts(d, start - 1) and not d['paid_date'] and
                  d['balance'] not in (None, d['amount'])]
        if self.pays is None and (not self.column or
                                  partly and not self.o['exported']):
            return None, 'no_history'
        return self.open(key, start - 1)[0], \
            'history_start' if start <= first else ''

    def back(self, key, end, first):
        """Months, newest first: end, days, sales."""
        start, found = first_of(end), []
        while start >= first_of(first):
            found.append((end, end - start + 1, self.sales(key, start, end)))
            end, start = start - 1, first_of(start, -1)
        return found

    def three(self, key, end, first):
        """What the three months' methods divide: receivables, sales, word."""
        start = first_of(end, -2)
        ends = [first_of(end, n) - 1 for n in (-1, 0, 1)]
        s = self.sales(key, start, end)
        word = 'history_start' if first >= start else ''
        return {'rolling3': (self.open(key, end)[0], s, word),
                'crf': (sum(self.open(key, e)[0] for e in ends), s, word)}

    def periods(self, days):
        """The periods of a report on groups with such first days."""
        o, found = self.o, []
        if not o['unit']:
            return [(o['day'] - o['window'] + 1, o['day'])]
        day = min(days, default=o['day'] + 1)
        while day <= o['day']:
            start = first_of(day, -(month_of(day) % UNITS[o['unit']]))
            end = min(unit_end(day, o['unit']), o['day'])
            found.append((end - o['window'] + 1 if o['window'] else start,
                          end))
            day = end + 1
        return found[-o['n']:] if o['n'] else found

    def rows(self):
        firsts = self.firsts()
        for start, end in self.periods(firsts.values()):
            for key in sorted(firsts, key=lambda k: [c.encode() for c in k]):
                if firsts[key] > end:
                    continue
                b, word = self.beginning(key, start, firsts[key])
                r, c = self.open(key, end)
                yield {'start': start, 'end': end, 'key': key, 'b': b,
                       'word': word, 's': self.sales(key, start, end),
                       'r': r, 'c': c, 'cash': self.cash(key, start, end),
                       'back': self.back(key, end, firsts[key]),
                       'three': self.three(key, end, firsts[key])
                       if end == last_of(end) else {}}

    def settled_on(self, doc):
        """The day from which on a document's open amount is 0, up to D."""
        day = self.o['day']
        if self.pays is None:
            return doc['paid_date']
        rows = [d for d in self.docs if d['invoice_id'] == doc['invoice_id']]
        pays = [p for p in self.pays if p['payment_date'] <= day and
                p['invoice_id'] == doc['invoice_id']]
        found = 0
        for t in sorted({p['payment_date'] for p in pays}, reverse=True):
            pairs, _ = settle(rows, [p for p in pays
                                     if p['payment_date'] <= t], day)
            if [rest for d, rest in pairs if d is doc] != [0]:
                break
            found = t
        return found

    def late(self):
        """Header and rows of --late."""
        o, day = self.o, self.o['day']
        table = [SPANS + o['group'] + [
            'currency', 'items', 'settled', 'avg_days_to_pay',
            'avg_days_late', 'weighted_days_to_pay', 'weighted_days_late',
            'late_items', 'late_pct', 'note']]
        settled = [(self.settled_on(d), d) for d in self.docs
                   if counts(d, day) and d['amount'] > 0 and d['kind'] in (
                       '', 'invoice', 'finance_charge', 'deposit')]
        settled = [(t, d) for t, d in settled if 0 < t <= day]
        for start, end in self.periods(
                list(self.firsts().values()) + [t for t, _ in settled]):
            groups = {}
            for t, d in settled:
                if start <= t <= end:
                    groups.setdefault(self.key(d), []).append(d)
            for key in sorted(groups, key=lambda k: [c.encode() for c in k]):
                table.append([iso(start), iso(end), end - start + 1] +
                             list(key) + self.lateness(groups[key], key[-1]))
        return table

    def lateness(self, docs, ccy):
        low = 0 if self.o['clamp'] else -10 ** 9
        days = [(d['amount'], self.settled_on(d) - d['invoice_date'],
                 self.settled_on(d) - (d['due_date'] or d['invoice_date']))
                for d in docs]
        n, total = len(docs), sum(d['amount'] for d in docs)
        late = sum(x > 0 for _, _, x in days)
        return [n, money(total, ccy)] + [
            shown(x, self.o['digits']) for x in (
                Fraction(sum(p for _, p, _ in days), n),
                Fraction(sum(max(x, low) for _, _, x in days), n),
                Fraction(sum(a * p for a, p, _ in days), total),
                Fraction(sum(a * max(x, low) for a, _, x in days), total))
        ] + [late, shown(Fraction(100 * late, n), self.o['digits']), '']


def minor(text):
    return int(text.replace('.', '')) if text else None


def read_table(text, o):
    """Rows of a period table, those of one group and period added up."""
    recs = []
    for cell in csv.DictReader(io.StringIO(text)):
        end = datetime.date.fromisoformat(cell['period_end']).toordinal()
        start = cell.get('period_start')
        start = datetime.date.fromisoformat(start).toordinal() if start else \
            end + 1 - int(cell['days']) if cell.get('days') else None
        recs.append((tuple(cell[g] for g in o['group']) + (cell['currency'],),
                     end, start, [minor(cell.get(m)) for m in MONEY]))
    merged = {}
    for key, end, start, figures in recs:
        if start is None:
            start = max([e for k, e, _, _ in recs if k == key and e < end],
                        default=-1) + 1 or None
        merged.setdefault((key, end, start), []).append(figures)
    rows = []
    for (key, end, start), some in merged.items():
        b, s, r, c = [None if None in column else sum(column)
                      for column in zip(*some)]
        rows.append({'start': start, 'end': end, 'key': key, 'b': b, 's': s,
                     'r': r, 'c': c})
    return sorted(rows, key=lambda x: [x['end']] + [
        c.encode() for c in x['key']])


def chain(rows, row):
    """A row and those of its group before it, as far as they join up."""
    found = [row]
    while found[-1]['start']:
        before = [x for x in rows if x['key'] == row['key'] and
                  x['end'] == found[-1]['start'] - 1]
        if not before:
            break
        found += before
    return found


def table_three(rows, row):
    joined = chain(rows, row)
    for n in range(1, len(joined) + 1):
        if whole_months(joined[n - 1]['start'], row['end']) == 3:
            s = sum(x['s'] for x in joined[:n])
            found = {'rolling3': (row['r'], s, '')}
            if n == 3 and all(whole_months(x['start'], x['end']) == 1
                              for x in joined[:n]):
                found['crf'] = (sum(x['r'] for x in joined[:n]), s, '')
            return found
    return {}


def table_rows(text, o):
    """The rows as Ledger.rows gives them, by the rules of tables."""
    rows = read_table(text, o)
    for row in rows:
        joined = chain(rows, row)
        b, word = row['b'], ''
        if b is None and len(joined) > 1:
            b = joined[1]['r']
        if b is None:
            word = 'no_history'
        back, start = None, row['start']
        if start and start == first_of(row['end']):
            back = []
            for x in joined:
                if x is not row and whole_months(x['start'], x['end']) != 1:
                    break
                back.append((x['end'], x['end'] - x['start'] + 1, x['s']))
        yield dict(row, b=b, word=word, back=back, cash=None,
                   three=table_three(rows, row))


def over(note, name, top, amount, sales, days, o, word='credit_balance'):
    """top / sales x days, or the word why not."""
    if sales <= 0:
        note.append((name, 'negative_sales' if sales < 0 else
                     'zero_sales' if amount else 'zero_activity'))
        return ''
    if top < 0:
        note.append((name, word))
    return shown(Fraction(top) * days / sales, o['digits'])


def countback(note, row, o):
    rest, days, word = row['r'], Fraction(0), ''
    if rest > 0 and row['back'] is None:
        word = 'no_history'
    if rest < 0:
        word = 'credit_balance'
    if word:
        note.append(('countback_dso', word))
        return ''
    for end, length, sales in row['back'] if rest else []:
        if o['month_days'] and end == last_of(end):
            length = o['month_days']
        if sales < 0:
            word = 'negative_sales'
        days += min(Fraction(1), Fraction(rest, sales)) * length \
            if sales > 0 else length
        rest -= min(rest, max(sales, 0))
        if not rest:
            break
    if rest:
        word = 'history_exhausted'
    if word:
        note.append(('countback_dso', word))
    return shown(days, o['digits'])


def three_months(note, name, row, o):
    if name not in row['three']:
        note.append((name + '_dso', 'no_history'))
        return ''
    top, sales, word = row['three'][name]
    mine = []
    cell = over(mine, name + '_dso', top, top, sales,
                90 if name == 'rolling3' else 30, o)
    if word and not mine:
        mine = [(name + '_dso', word)]
    note += mine
    return cell


def turnover(note, row, o):
    b, r, s = row['b'], row['r'], row['s']
    word = 'no_history' if b is None else 'no_receivables' if b + r <= 0 \
        else 'negative_sales' if s < 0 else ''
    if word:
        note.append(('turnover', word))
        return ''
    return shown(Fraction(2 * s, b + r), o['digits'])


def head_cells(row):
    """The columns that both tools begin with, and their words."""
    ccy, note = row['key'][-1], []
    start, end = row['start'], row['end']
    if row['word']:
        note.append(('beginning_receivables', row['word']))
    return [iso(start), iso(end), end - start + 1 if start else ''] + \
        list(row['key']) + ['' if x is None else money(x, ccy) for x in
                            (row['b'], row['s'], row['r'], row['c'])], note


def dso_row(row, o):
    cells, note = head_cells(row)
    b, s, r, c = row['b'], row['s'], row['r'], row['c']
    days = row['end'] - row['start'] + 1 if row['start'] else None
    for name, top in (('dso', r), ('best_dso', c), (
            'avg_days_delinquent', None if c is None else r - c)):
        if top is None or days is None:
            cells.append('')
            if top is not None:
                note.append((name, 'no_history'))
        else:
            cells.append(over(note, name, top, r, s, days, o,
                              'past_due_credit' if name[0] == 'a' else
                              'credit_balance'))
    cells += [countback(note, row, o), turnover(note, row, o)]
    more = []
    for name in [m for m in METHODS if m in o['methods']]:
        if name != 'average':
            more.append(three_months(note, name, row, o))
        elif b is None or days is None:
            note.append(('average_dso', 'no_history'))
            more.append('')
        else:
            more.append(over(note, 'average_dso', Fraction(b + r, 2), b + r,
                             s, days, o))
    return cells + [' '.join('%s:%s' % n for n in note)] + more


def cei_row(row, o):
    cells, note = head_cells(row)
    b, s, r, c, ccy = row['b'], row['s'], row['r'], row['c'], row['key'][-1]
    name = 'cei_crf' if o['crf'] else 'cei'
    months = 1 if not o['crf'] else o['months'] or \
        whole_months(row['start'], row['end'])
    if b is None:
        note += [(n, 'no_history') for n in ('collected', 'collectible', name)]
        return cells + ['', '', '', ' '.join('%s:%s' % n for n in note)]
    top = row['cash'] if o['cash'] else b + s - r
    cells.append(money(top, ccy))
    if c is None:
        return cells + ['', '', ' '.join('%s:%s' % n for n in note)]
    cells.append(money(b + s - c, ccy))
    whole = b + Fraction(s, months) - c
    if not o['cash']:
        top = b + Fraction(s, months) - r
    if whole <= 0:
        cells.append('')
        note.append((name, 'inconsistent' if top or whole else
                     'nothing_collectible'))
    else:
        cells.append(shown(100 * top / whole, o['digits']))
        if top < 0 or top > whole:
            note.append((name, 'inconsistent' if top < 0 else
                         'past_due_credit'))
    return cells + [' '.join('%s:%s' % n for n in note)]


def as_csv(table):
    out = io.StringIO()
    csv.writer(out, lineterminator='\n').writerows(table)
    return out.getvalue()


def report(tool, rows, o):
    head = SPANS + o['group'] + ['currency'] + MONEY
    if tool == 'ar-dso':
        head += ['dso', 'best_dso', 'avg_days_delinquent', 'countback_dso',
                 'turnover', 'note']
        head += [m + '_dso' for m in METHODS if m in o['methods']]
        table = [dso_row(row, o) for row in rows]
    else:
        head += ['collected', 'collectible',
                 'cei_crf' if o['crf'] else 'cei', 'note']
        table = [cei_row(row, o) for row in rows]
    return as_csv([head] + table)


def make_ledger(r, with_payments):
    """Documents and payments: tidy or wild, in few or many currencies."""
    aging.SPAN = r.choice([40, 120, 240, 800])
    aging.DIGITS = {c: DIGITS[c] for c in r.choice(PURSES)}
    docs, tidy = [], r.random() < .6
    for batch in range(r.choice([1, 2, 3, 5])):
        for d in aging.make_documents(r, with_payments, True):
            d['invoice_id'] += '.%d' % batch
            docs.append(d)
    for d in docs:
        if tidy and d['amount'] < 0 and d['kind'] != 'payment':
            d['amount'] = -d['amount']
            d['balance'] = d['balance'] and -d['balance']
            d['kind'] = ''
            d['due_date'] = d['due_date'] or d['invoice_date'] + 30
        if not with_payments and d['instalment'] and r.random() < .5 \
                and not d['status']:
            d['paid_date'] = d['invoice_date'] + r.randrange(-5, 60)
        if d['paid_date'] and r.random() < .3:
            d['balance'] = 0
        if d['paid_date'] and r.random() < .1:
            d['paid_date'] = d['invoice_date'] - 20
        if r.random() < .3:
            move_to_first(d)
    pays = [more_payment(r, docs, aging.make_payment(r, docs, i))
            for i in range(r.choice([3, 10, 40]))] if with_payments else None
    aging.DIGITS = DIGITS
    return docs, pays


def move_to_first(doc):
    shift = first_of(doc['invoice_date']) - doc['invoice_date']
    for name in 'invoice_date', 'due_date', 'paid_date':
        doc[name] = doc[name] and doc[name] + shift


def one_date_an_invoice(docs):
    """The rules leave open when a payment made before some instalments of
    an invoice count, and after others do, settles each of them."""
    for d in docs:
        d['invoice_date'] = min(x['invoice_date'] for x in docs
                                if x['invoice_id'] == d['invoice_id'])


def more_payment(r, docs, pay):
    """More kinds; often the whole amount, on a day near the document's."""
    rows = [d for d in docs if d['invoice_id'] == pay['invoice_id'] and
            pay['instalment'] in (0, d['instalment'])]
    if rows and pay['amount'] > 0 and r.random() < .5:
        pay['amount'] = max(1, sum(d['amount'] for d in rows))
    if rows and r.random() < .7:
        pay['payment_date'] = max(d['invoice_date'] for d in rows) + \
            r.randrange(-3, 70)
    if not rows and r.random() < .7:
        pay['amount'] = pay['amount'] // 100 or 1
    if pay['amount'] > 0 and r.random() < .2:
        pay['kind'] = r.choice(['discount', 'adjustment', 'credit'])
    return pay


def make_options(r, tool, docs, pays):
    """What both tools know: the day, the periods, the groups."""
    day = aging.some_day(r, docs + (pays or []))
    if r.random() < .5:
        day = last_of(day)
    o = {'day': day, 'unit': '', 'window': 0, 'n': 0, 'digits': 2,
         'gross': r.random() < .3, 'exported': False, 'methods': [],
         'month_days': 0, 'clamp': False, 'crf': False, 'months': 0,
         'cash': False,
         'group': r.choice([[], [], ['customer_id'], ['region'],
                            ['region', 'customer_id']])}
    if r.random() < .6:
        o['unit'] = r.choice(['month', 'month', 'quarter', 'year'])
        o['n'] = r.choice([0, 0, 1, 2, 5])
    if r.random() < .3 or not o['unit']:
        o['window'] = r.choice([90, 1, 30, 31, 365, r.randrange(1, 400)])
        if o['window'] == 31 and r.random() < .7:
            o['window'] = day - first_of(day, -2) + 1
    if r.random() < .5:
        o['digits'] = r.randrange(10)
    choose = dso_options if tool == 'ar-dso' else cei_options
    choose(r, o, docs, pays)
    return o


def dso_options(r, o, docs, pays):
    if r.random() < .4:
        o['methods'] = r.sample(METHODS, r.randrange(1, 4)) \
            if o['day'] == last_of(o['day']) else ['average']
    o['month_days'] = r.choice([0, 0, 30, r.randrange(1, 32)])


def cei_options(r, o, docs, pays):
    o['cash'] = pays is not None and r.random() < .4
    if r.random() < .3:
        o['crf'], o['months'] = True, r.choice([1, 3, 12])
    elif r.random() < .6 and docs and all(
            whole_months(*p) for p in ledger_periods(docs, pays, o)):
        o['crf'] = True


def ledger_periods(docs, pays, o):
    ledger = Ledger(docs, pays, True, o)
    return ledger.periods(ledger.firsts().values())


def arguments(o, r):
    argv = ['-e', o['unit']] if o['unit'] else []
    if o['window'] and (o['unit'] or o['window'] != 90 or r.random() < .5):
        argv.append('--window=%d' % o['window'])
    for name, text in (('n', '-n%d'), ('months', '--months=%d'),
                       ('month_days', '--month-days=%d')):
        if o[name]:
            argv.append(text % o[name])
    if o['digits'] != 2 or r.random() < .2:
        argv.append('--digits=%d' % o['digits'])
    if o['methods']:
        argv.append('--method=' + ','.join(o['methods']))
    return argv + ['--gross-sales'] * o['gross'] + ['--cash'] * o['cash'] + \
        ['--clamp'] * o['clamp'] + ['--crf'] * (
            o['crf'] and (not o['months'] or r.random() < .5))


def need_exported(docs, column, o):
    """Would a run without --as-exported be refused?"""
    start, end = (ledger_periods(docs, None, o) or [(0, 0)])[0]
    end = end if o['unit'] else o['day']
    paid = any(d['paid_date'] for d in docs)
    partly = any(not d['paid_date'] and d['balance'] not in
                 (None, d['amount']) for d in docs)
    return (not paid or partly) and \
        any(d['invoice_date'] > end for d in docs) or not column and not any(
            d['amount'] and d['balance'] == 0 and d['kind'] != 'payment' and
            start <= d['invoice_date'] <= end and counts(d, end)
            for d in docs)


def check(argv, text, want, folder):
    """The output of a run; None after words about it if it is another."""
    run = subprocess.run(argv, input=text, capture_output=True, text=True)
    if (run.returncode, run.stdout, run.stderr) == (0, want, ''):
        return run.stdout
    print(' '.join("'%s'" % a for a in argv))
    for name in sorted(os.listdir(folder)):
        print('--', name, open(folder + '/' + name).read(), sep='\n')
    if text is not None:
        print('-- stdin', text, sep='\n')
    print('-- want', want, '-- got, with status %d' % run.returncode,
          run.stdout, run.stderr, sep='\n')
    return None


def make_table(r, text, starts):
    """ar-dso's output with less in it, and its rows in any order."""
    cells = list(csv.DictReader(io.StringIO(text)))
    head = text.split('\n')[0].split(',')
    drop = r.sample(['beginning_receivables', 'current', 'note', 'dso'],
                    r.randrange(4)) + r.sample(
        ['period_start', 'days'], r.randrange(2 if starts else 3))
    cells = [c for c in cells if r.random() < .9]
    for c in cells:
        for name in 'beginning_receivables', 'current':
            if r.random() < .1:
                c[name] = ''
    r.shuffle(cells)
    head = [h for h in head if h not in drop]
    out = io.StringIO()
    w = csv.DictWriter(out, head, extrasaction='ignore', lineterminator='\n')
    w.writeheader()
    w.writerows(cells)
    return out.getvalue()


def pipe(r, text, group, folder):
    """ar-dso's output read by both tools, as it is and changed."""
    for tool in 'ar-dso', 'ar-cei':
        for change in False, True:
            o = make_options(r, tool, [], None)
            o.update(unit='', n=0, window=0, gross=False,
                     group=r.choice([group, group[:1], group[1:], []]))
            table = make_table(r, text, o['group'] != group) if change \
                else text
            if not o['crf'] and tool == 'ar-cei' and r.random() < .3:
                rows = read_table(table, o)
                o['crf'] = all(whole_months(x['start'], x['end'])
                               for x in rows)
            argv = [tool, '-g', ','.join(o['group'])] + arguments(o, r)
            if check(argv, table, report(tool, table_rows(table, o), o),
                     folder) is None:
                return False
    return True


def numbers(text, skip):
    """(period, currency) with the sums of the money columns."""
    sums = {}
    for c in csv.DictReader(io.StringIO(text)):
        at = sums.setdefault((c['period_end'], c['currency']), {})
        for name in set(MONEY) - skip:
            at[name] = at.get(name, 0) + minor(c[name])
    return sums


def identities(argv, o, grouped, folder):
    """What holds in the tools' own output, whatever the model says."""
    def run(*tool):
        return subprocess.run(list(tool) + argv + [folder + '/docs.csv'],
                              capture_output=True, text=True).stdout

    good = []
    for c in csv.DictReader(io.StringIO(grouped)):
        if c['dso']:
            good.append(abs(Fraction(c['best_dso']) - Fraction(c['dso']) +
                            Fraction(c['avg_days_delinquent'])) <=
                        Fraction(2, 10 ** 9))
    skip = {'beginning_receivables'} if 'no_history' in grouped else set()
    total = run('ar-dso', '-g', '')
    good.append(numbers(grouped, skip) == numbers(total, skip))
    if o['unit'] == 'month' and not o['window'] and \
            o['day'] == last_of(o['day']):
        good.append(run('ar-cei') == run(
            'ar-cei', '--crf').replace('cei_crf', 'cei'))
    if not all(good):
        print('identities', good, ' '.join("'%s'" % a for a in argv),
              open(folder + '/docs.csv').read(), grouped, total, sep='\n')
    return all(good)


def one(r, folder):
    with_payments = r.random() < .6
    docs, pays = make_ledger(r, with_payments)
    column = with_payments or r.random() < .85
    if not column:
        docs = [d for d in docs if not d['paid_date']]
    tool = r.choice(['ar-dso', 'ar-cei'])
    o = make_options(r, tool, docs, pays)
    late = tool == 'ar-dso' and column and r.random() < .4
    if not column:
        o.update(unit='', n=0, window=o['window'] or 90,
                 crf=o['months'] > 0)
    if late:
        o.update(gross=False, methods=[], month_days=0, n=o['n'] // 2,
                 window=o['window'] * 4, clamp=r.random() < .5)
        one_date_an_invoice(docs)
    aging.write(folder + '/docs.csv', [c for c in DOC if column or
                                       c != 'paid_date'], docs)
    base = ['-a', iso(o['day'])]
    if with_payments:
        aging.write(folder + '/pays.csv', PAY, pays)
        base += ['-P', folder + '/pays.csv']
    else:
        o['exported'] = need_exported(docs, column, o) or r.random() < .2
        base += ['--as-exported'] * o['exported']
    ledger = Ledger(docs, pays, column, o)
    want = as_csv(ledger.late()) if late else report(tool, ledger.rows(), o)
    at_end = ['-g', ','.join(o['group']), folder + '/docs.csv']
    if check([tool] + base + arguments(o, r) + ['--late'] * late + at_end,
             None, want, folder) is None:
        return False
    o.update(methods=[], month_days=0, crf=False, months=0, cash=False,
             digits=9, clamp=False)
    base += arguments(o, r)
    ledger = Ledger(docs, pays, column, o)
    text = check(['ar-dso'] + base + at_end, None,
                 report('ar-dso', ledger.rows(), o), folder)
    return text is not None and identities(base, o, text, folder) and (
        bool(o['unit'] and o['window']) or pipe(r, text, o['group'], folder))


def main():
    seed, runs = int(sys.argv[1]), int(sys.argv[2])
    for i in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            if not one(random.Random('%d.%d' % (seed, i)), folder):
                sys.exit('seed %d, run %d: the two differ' % (seed, i))


if __name__ == '__main__':
    main()
