#!/usr/bin/env python3
"""Compare ar-age with a second implementation on random small ledgers.

usage: tests/aging.py SEED RUNS

Written from the rules, not from the code: days are datetime ordinals,
amounts plain integers, and every report is computed anew from all records.
Prints the first ledger on which the two differ, and fails.
"""
import csv, datetime, io, random, subprocess, sys, tempfile, os

DIGITS = {'': 2, 'USD': 2, 'EUR': 2, 'JPY': 0, 'KWD': 3}
START = datetime.date(2023, 11, 1).toordinal()
SPAN = 240
DOC = ('invoice_id customer_id customer_name region invoice_date due_date '
       'amount currency balance paid_date kind status instalment').split()
PAY = ('payment_id payment_date customer_id amount invoice_id instalment '
       'currency kind region').split()


def iso(day):
    return datetime.date.fromordinal(day).isoformat() if day else ''


def money(minor, ccy):
    digits = DIGITS[ccy]
    text = str(abs(minor)).rjust(digits + 1, '0')
    if digits:
        text = text[:-digits] + '.' + text[-digits:]
    return '-' + text if minor < 0 else text


def share(part, whole, digits):
    """part / whole with so many decimals, half away from zero."""
    n, d = part * 10 ** digits, whole
    if d < 0:
        n, d = -n, -d
    q = (2 * abs(n) + d) // (2 * d)
    text = str(q).rjust(digits + 1, '0')
    text = text[:-digits] + '.' + text[-digits:]
    return '-' + text if n < 0 and q else text


def make_document(r, number, with_payments, history):
    ccy = r.choice(list(DIGITS))
    kind = r.choice(['', '', '', 'invoice', 'credit_note', 'finance_charge',
                     'deposit'] + ([] if with_payments else ['payment']))
    amount = r.choice([0, 1, 99, 100, 5050, r.randrange(10 ** 9)])
    if kind in ('credit_note', 'payment') or r.random() < 0.1:
        amount = -amount
    date = START + r.randrange(SPAN)
    doc = {'invoice_id': 'I%d' % number, 'customer_id': r.choice('ABC'),
           'customer_name': r.choice(['', 'x', 'y, z']),
           'region': r.choice(['', 'n', 's"w']), 'invoice_date': date,
           'due_date': date + r.choice([-5, 0, 14, 30, 60]),
           'amount': amount, 'currency': ccy, 'balance': None,
           'paid_date': 0, 'kind': kind, 'instalment': 0,
           'status': r.choice([''] * 6 + ['void', 'draft'])}
    if kind not in ('', 'invoice') and r.random() < 0.5:
        doc['due_date'] = 0
    if with_payments or doc['status']:
        return doc
    what = r.randrange(5)
    if what == 0:
        doc['paid_date'] = date + r.randrange(100)
        doc['status'] = r.choice(['', 'paid', 'written_off'])
    elif what == 1 and not history:
        doc['status'] = r.choice(['paid', 'written_off'])
        doc['balance'] = r.choice([None, 0])
    elif what == 2:
        doc['balance'] = int(amount * r.random())
        doc['status'] = r.choice(['', 'open'])
    return doc


def make_documents(r, with_payments, history):
    docs = []
    for number in range(r.randrange(12)):
        doc = make_document(r, number, with_payments, history)
        parts = r.choice([0, 0, 0, 2, 3])
        docs += [doc] if not parts else [
            dict(doc, instalment=i + 1, due_date=doc['due_date'] and
                 doc['due_date'] + 30 * i,
                 amount=doc['amount'] + (i if doc['amount'] > 0 else -i),
                 balance=None, paid_date=0,
                 status=r.choice([''] * 5 + ['void']),
                 invoice_date=doc['invoice_date'] + r.choice([0, 0, 20]))
            for i in r.sample(range(parts), parts)]
    return docs


def make_payment(r, docs, number):
    doc = r.choice(docs) if docs and r.random() < 0.8 else None
    amount = r.choice([1, 100, -7, r.randrange(10 ** 9)])
    if doc and r.random() < 0.6:
        amount = int(doc['amount'] * r.choice([0.5, 1, 1, 1.2]))
    pay = {'payment_id': 'P%d' % number, 'customer_id': r.choice('ABCD'),
           'payment_date': START + r.randrange(SPAN), 'amount': amount,
           'invoice_id': '', 'instalment': 0, 'kind': 'receipt',
           'currency': r.choice(list(DIGITS)), 'region': r.choice(['', 'n'])}
    if doc:
        pay['invoice_id'] = doc['invoice_id']
        pay['customer_id'] = doc['customer_id']
        pay['ccy'] = doc['currency']
        pay['currency'] = r.choice(['', doc['currency']])
        pay['instalment'] = r.choice([0, doc['instalment']])
    else:
        pay['ccy'] = pay['currency']
        if pay['currency'] == '' and any(d['currency'] for d in docs):
            pay['currency'] = pay['ccy'] = 'USD'
    pay['kind'] = r.choice(['refund', 'adjustment'] if amount < 0 else
                           ['', 'receipt', 'credit', 'write_off'])
    return pay


def counts(doc, day):
    return doc['status'] not in ('void', 'draft') and \
        doc['invoice_date'] <= day


def open_without(doc, day):
    if doc['paid_date']:
        return doc['amount'] if doc['paid_date'] > day else 0
    if doc['status'] in ('paid', 'written_off'):
        return 0
    return doc['amount'] if doc['balance'] is None else doc['balance']


def settle(rows, pays, day):
    """Open amount of each row of one invoice; the payments that are cash."""
    rows = sorted((d for d in rows if counts(d, day)),
                  key=lambda d: d['instalment'])
    left, pool, cash = [d['amount'] for d in rows], 0, []
    for p in (p for p in pays if p['payment_date'] <= day):
        at = [i for i, d in enumerate(rows)
              if p['instalment'] in (0, d['instalment'])]
        if not at:
            cash.append(p)
        elif p['instalment']:
            left[at[0]] -= p['amount']
        else:
            pool += p['amount']
    for i in range(len(rows)):
        take = pool if i == len(rows) - 1 else \
            min(pool, left[i]) if pool > 0 and left[i] > 0 else \
            max(pool, left[i]) if pool < 0 and left[i] < 0 else 0
        left[i] -= take
        pool -= take
    return list(zip(rows, left)), cash


def items(docs, pays, day):
    """(record, open amount, due day, own day, currency) of all that is open."""
    if pays is None:
        pairs = [(d, open_without(d, day)) for d in docs if counts(d, day)]
        cash = []
    else:
        pairs, cash = [], [p for p in pays if not p['invoice_id'] and
                           p['payment_date'] <= day]
        for number in {d['invoice_id'] for d in docs}:
            some, more = settle(
                [d for d in docs if d['invoice_id'] == number],
                [p for p in pays if p['invoice_id'] == number], day)
            pairs += some
            cash += more
    for d, rest in pairs:
        yield d, rest, d['due_date'] or d['invoice_date'], \
            d['invoice_date'], d['currency']
    for p in cash:
        yield p, -p['amount'], p['payment_date'], p['payment_date'], p['ccy']


def name_of(docs, customer, day):
    return max([(d['invoice_date'], d['customer_name'].encode())
                for d in docs if d['customer_id'] == customer and
                counts(d, day) and d['customer_name']] or [(0, b'')])[1].decode()


def report(docs, pays, o):
    edges, by_due = o['edges'], o['basis'] == 'due'
    low = [1 if by_due else 0] + [e + 1 for e in edges]
    high = [str(e) for e in edges] + ['plus']
    names = ['current'] * by_due + ['d%d_%s' % p for p in zip(low, high)]
    named = o['group'] == ['customer_id']
    table = [['as_of'] + o['group'] + ['customer_name'] * named +
             ['currency', 'items'] + names + ['unapplied'] * o['apart'] +
             ['total'] + [n + '_pct' for n in names] * o['percent'] +
             ['allowance'] * bool(o['rates'])]
    for day in o['days']:
        groups = {}
        for rec, rest, due, own, ccy in items(docs, pays, day):
            if rest == 0:
                continue
            late = day - (due if by_due else own)
            bucket = sum(late > e for e in ([0] if by_due else []) + edges)
            if rest < 0 and o['apart']:
                bucket = len(names)
            key = tuple(rec[g].encode() for g in o['group']) + (ccy.encode(),)
            sums = groups.setdefault(key, [0] * (len(names) + 2))
            sums[bucket] += rest
            sums[-1] += 1
        for key in sorted(groups):
            *sums, unapplied, n = groups[key]
            if not any(sums) and not unapplied:
                continue
            *group, ccy = [k.decode() for k in key]
            row = [iso(day)] + group
            if named:
                row.append(name_of(docs, group[0], day))
            row += [ccy, str(n)]
            row += [money(s, ccy) for s in sums]
            row += [money(unapplied, ccy)] * o['apart']
            row += [money(sum(sums) + unapplied, ccy)]
            if o['percent']:
                row += [share(100 * s, sum(sums), 2) if sum(sums) else ''
                        for s in sums]
            if o['rates']:
                row += [money(sum((2 * s * o['rates'].get(b, 0) + 100) // 200
                                  for s, b in zip(sums, names) if s > 0),
                              ccy)]
            table.append(row)
    out = io.StringIO()
    csv.writer(out, lineterminator='\n').writerows(table)
    return out.getvalue(), names


def period_ends(day, unit, n):
    ends = []
    while len(ends) < n:
        if unit == 'week':
            ends.append(day)
            day -= 7
            continue
        d = datetime.date.fromordinal(day)
        after = datetime.date.fromordinal(day + 1)
        if after.day == 1 and d.month % {'month': 1, 'quarter': 3,
                                         'year': 12}[unit] == 0:
            ends.append(day)
        day -= 1
    return ends[::-1]


def make_options(r, day, unit):
    o = {'basis': r.choice(['due', 'invoice']), 'apart': r.random() < .5,
         'edges': r.choice([[30, 60, 90], sorted(r.sample(
             range(1, 120), r.randrange(1, 6)))]),
         'group': r.choice([['customer_id'], [], ['region'],
                            ['region', 'customer_id']]),
         'percent': r.random() < .3, 'rates': {}, 'days': [day]}
    argv = ['-a', iso(day), '-B', o['basis'], '-c',
            'apart' if o['apart'] else 'age', '-g', ','.join(o['group']),
            '-b', ','.join(map(str, o['edges']))] + ['-p'] * o['percent']
    if unit:
        n = r.randrange(1, 5)
        o['days'] = period_ends(day, unit, n)
        argv += ['-e', unit, '-n', str(n)]
    return o, argv


def write(path, columns, rows):
    with open(path, 'w', newline='') as f:
        out = csv.writer(f, lineterminator='\n')
        out.writerow(columns)
        for row in rows:
            ccy = row.get('ccy', row['currency'])
            out.writerow(
                iso(row[c]) if c.endswith('_date') else
                '' if row[c] is None or c == 'instalment' and not row[c] else
                money(row[c], ccy) if c in ('amount', 'balance') else row[c]
                for c in columns)


def some_day(r, records):
    """A day on which something happens, or any other."""
    days = [day for rec in records for column, day in rec.items()
            if column.endswith('_date') and day]
    if days and r.random() < .7:
        return r.choice(days) + r.choice([0, 0, 30, 31])
    return START + r.randrange(SPAN)


def one(r, folder):
    with_payments, unit = r.random() < .6, r.choice(
        [None, None, 'week', 'month', 'quarter', 'year'])
    docs = make_documents(r, with_payments, unit is not None)
    write(folder + '/docs.csv', DOC, docs)
    pays = None
    if with_payments:
        pays = [make_payment(r, docs, i) for i in range(r.randrange(10))]
        write(folder + '/pays.csv', PAY, pays)
    o, argv = make_options(r, some_day(r, docs + (pays or [])), unit)
    if with_payments:
        argv += ['-P', folder + '/pays.csv']
    else:
        argv.append('--as-exported')
    want, names = report(docs, pays, o)
    if r.random() < .3:
        o['rates'] = {b: r.randrange(101) for b in names if r.random() < .7}
    if o['rates']:
        argv.append('--allowance=' + ','.join(
            '%s=%d' % p for p in o['rates'].items()))
        want, names = report(docs, pays, o)
    run = subprocess.run(['ar-age'] + argv + [folder + '/docs.csv'],
                         capture_output=True, text=True)
    if run.returncode == 0 and run.stdout == want and run.stderr == '':
        return True
    print('ar-age', ' '.join("'%s'" % a for a in argv))
    for name in os.listdir(folder):
        print('--', name, open(folder + '/' + name).read(), sep='\n')
    print('-- want', want, '-- got', run.stdout, run.stderr, sep='\n')
    return False


def main():
    seed, runs = int(sys.argv[1]), int(sys.argv[2])
    for i in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            if not one(random.Random('%d.%d' % (seed, i)), folder):
                sys.exit('seed %d, run %d: the two differ' % (seed, i))


if __name__ == '__main__':
    main()
