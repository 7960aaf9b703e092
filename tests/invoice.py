#!/usr/bin/env python3
"""Compare ar-invoice with a second implementation on random shipments.

usage: tests/invoice.py [--journal] SEED COUNT [TOOL]

Written from the rules, not from the code: quantities, prices and rates are
fractions, each amount is rounded once, dates are datetime ordinals. COUNT is
that of the invoices, or with --journal that of the journals, on each of which
a random sequence of runs bills, bills again and credits; what is in a journal
is then added up from its rows alone. Prints the first difference and where
the input is, and fails.
"""
import calendar, csv, datetime, io, os, random, shutil, subprocess, sys
import tempfile
from copy import deepcopy
from fractions import Fraction

sys.dont_write_bytecode = True
from aging import DIGITS, iso, money

START = datetime.date(2024, 1, 20).toordinal()
SPAN = 60
NEED = ['shipment_id', 'customer_id', 'ship_date', 'quantity', 'unit_price']
MAY = ('line order_id po_number item description unit price_per discount_pct '
       'tax_category tax_rate currency terms receipt_date collector '
       'customer_name').split()
MAIN = ('invoice_id instalment customer_id customer_name kind invoice_date '
        'due_date currency net tax amount balance terms discount_date '
        'discount_amount order_id po_number shipment_id ship_date '
        'days_to_invoice collector credits_invoice_id').split()
LINES = ('invoice_id line customer_id customer_name kind invoice_date '
         'due_date currency net tax amount terms discount_date '
         'discount_amount order_id po_number collector '
         'credits_invoice_id shipment_id shipment_line '
         'ship_date item description quantity unit unit_price discount_pct '
         'line_net tax_category tax_rate tax_base tax_amount '
         'price_per').split()
JOURNAL = ('number invoice_id line lines kind customer_id customer_name '
           'invoice_date currency net tax amount terms order_id po_number '
           'collector credits_invoice_id credits_line shipment_id '
           'shipment_line ship_date item description quantity unit unit_price '
           'discount_pct line_net tax_category tax_rate price_per '
           'receipt_date discount_base').split()
AGREE = ['customer_name', 'order_id', 'po_number', 'shipment_id', 'collector']
COPIED = ['order_id', 'po_number', 'collector', 'shipment_id', 'ship_date',
          'item', 'description', 'quantity', 'unit', 'unit_price', 'price_per',
          'discount_pct', 'tax_category', 'tax_rate', 'receipt_date']


def rounded(value):
    """To a whole number, half away from zero."""
    n = int(abs(value) + Fraction(1, 2))
    return -n if value < 0 else n


def bare(text):
    """A percentage without trailing zeros; empty is 0."""
    return (text.rstrip('0').rstrip('.') if '.' in text else text) or '0'


def as_csv(head, rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator='\n')
    writer.writerow(head)
    writer.writerows([row.get(name, '') for name in head] for row in rows)
    return out.getvalue()


def day_of(text):
    return datetime.date.fromisoformat(text).toordinal()


# Payment terms: canonical text, other spellings, and parts, each a share in
# per cent, a list of (discount, its last day) and the due day.

def month_day(day, months, n=31):
    """Day n, or the last one, of a month so many months later."""
    d = datetime.date.fromordinal(day)
    m = d.year * 12 + d.month - 1 + months
    y, m = m // 12, m % 12 + 1
    return datetime.date(y, m, min(n, calendar.monthrange(y, m)[1])
                         ).toordinal()


def due_rule(r):
    """Canonical text, other spellings, the day as a function."""
    n, d = r.choice([30, 45, 60, r.randrange(21, 200)]), r.randrange(15, 32)
    return r.choice([
        ('net %d' % n, ['n/%d' % n, '%d days' % n, 'Net %d.' % n, '%d' % n],
         lambda t: t + n),
        ('eom+%d' % n, ['%d EOM' % n, 'n/%d eom' % n],
         lambda t: month_day(t, 0) + n),
        ('eom +2m', ['EOM +2m'], lambda t: month_day(t, 2)),
        ('net %d then eom' % n, ['NET %d  then EOM' % n],
         lambda t: month_day(t + n, 0)),
        ('day %d +1m' % d, ['%dth prox' % d, '%d mfi' % d],
         lambda t: month_day(t, 1, d)),
        ('eom+%d cutoff 25' % n, ['%d eom cutoff 25' % n], lambda t: month_day(
            t, datetime.date.fromordinal(t).day > 25) + n)])


def make_part(r):
    if r.random() < .2:
        return r.choice([('net 0', ['due on receipt'], [], lambda t: t),
                         ('eom', ['end of month'], [],
                          lambda t: month_day(t, 0)),
                         ('prepay', ['CIA', 'prepaid'], [], lambda t: t),
                         ('cod', ['C.O.D.', 'on delivery'], [], lambda t: t)])
    text, others, due = due_rule(r)
    days = sorted(r.sample(range(15), r.choice([0, 0, 1, 1, 2])))
    rates = sorted(r.sample(['1', '2', '3', '0.5', '2.125', '10', '33.333333'],
                            len(days)), key=Fraction, reverse=True)
    steps = ' '.join('%s/%d' % s for s in zip(rates, days))
    if steps:
        # Behind a discount most short forms of the net are ambiguous.
        others = [steps + ', n/%s' % text[4:]] if text[:4] == 'net ' and \
            text[4:].isdigit() else []
        others.append((steps + ' ' + text).upper())
    return (steps + ' ' + text).strip(), others, [
        (Fraction(p), lambda t, n=n: t + n) for p, n in zip(rates, days)], due


def make_terms(r):
    shares = r.choice([['100']] * 4 + [
        ['50', '50'], ['33.33', '33.33', '33.34'], ['30', '70'],
        ['12.5', '0.000001', '87.499999'], ['10'] * 10])
    parts = [make_part(r) for _ in shares]
    while shares[1:] and not parts[0][0].startswith('net'):
        # 50% eom, 50% eom+30 is read as discounts of 50 per cent.
        parts[0] = make_part(r)
    if len(shares) == 1:
        text, others = parts[0][:2]
        # What counts from the receipt is written behind the net.
        rog = text[:3] == 'net' and 'then' not in text and r.random() < .2
        if rog:
            text, others = text + ' rog', [text.upper() + ' ROG']
    else:
        rog = False
        text = ', '.join('%s%% %s' % (s, p[0]) for s, p in zip(shares, parts))
        others = [text.upper(), '; '.join(
            '%s%% %s' % (s, p[0]) for s, p in zip(shares, parts)),
            text[:text.rindex(', ')] + ', balance ' + parts[-1][0]]
    return {'text': text, 'others': others + [text], 'rog': rog,
            'parts': [(Fraction(s) / 100, p[2], p[3])
                      for s, p in zip(shares, parts)]}


# What a run is to print.

def take(row, o):
    """A line as it is billed: its cells, and what is worked out of them."""
    line = {name: row.get(name, '') for name in COPIED}
    customer = o['customers'].get(row['customer_id'], {})
    for name in 'collector', 'customer_name':
        line[name] = row[name] if name in row else customer.get(name, '')
    line['terms'] = o['terms'][row.get('terms') or customer.get('terms') or
                               o['default']]
    line.update(row=row, customer_id=row['customer_id'], shipped=day_of(
        row['ship_date']), shipment_line=row.get('line', ''),
        currency=row.get('currency', ''), price_per=line['price_per'] or '1',
        discount_pct=bare(line['discount_pct']),
        tax_rate=bare(line['tax_rate']))
    line['net'] = rounded(
        Fraction(row['quantity']) * Fraction(row['unit_price']) /
        Fraction(line['price_per']) * 10 ** DIGITS[line['currency']] *
        (1 - Fraction(line['discount_pct']) / 100))
    line['group'] = line['tax_category'], Fraction(line['tax_rate'])
    return line


def key_of(line, o):
    if o['per'] != 'customer':
        return line[o['per'] + '_id']
    return (line['customer_id'], line['currency'], line['terms']['text'],
            line['terms']['rog'] and line['receipt_date'])


def total(lines, kind, date):
    """A document of these lines; its taxes are still to come."""
    doc = {name: lines[0][name] if len({x[name] for x in lines}) == 1 else ''
           for name in AGREE}
    doc.update(kind=kind, invoice_date=iso(date), due_date=iso(date), lines=
               lines, customer_id=lines[0]['customer_id'], base={}, net=sum(
                   x['net'] for x in lines), currency=lines[0]['currency'],
               ship_date=min(x['ship_date'] for x in lines))
    for x in lines:
        doc['base'][x['group']] = doc['base'].get(x['group'], 0) + x['net']
    return doc


def close(doc, taxes):
    doc.update(taxes=taxes, tax=sum(taxes.values()))
    doc['amount'] = doc['net'] + doc['tax']


def divided(amount, parts):
    """By share, at most what is left; the last takes the rest."""
    left, found = amount, []
    for share, _, _ in parts:
        part = rounded(amount * share)
        if abs(part) > abs(left) or len(found) == len(parts) - 1:
            part = left
        found.append(part)
        left -= part
    return found


def make_invoice(lines, o):
    date = o['date'] if o['date'] != 'ship' else max(
        x['shipped'] for x in lines)
    doc = total(lines, 'invoice', date)
    close(doc, {g: rounded(b * g[1] / 100) for g, b in doc['base'].items()})
    terms = lines[0]['terms']
    anchor = day_of(lines[0]['receipt_date']) if terms['rog'] else date
    doc.update(terms=terms['text'], days_to_invoice=date - min(
        x['shipped'] for x in lines), parts=[])
    split = [divided(doc[name], terms['parts']) for name in ('amount', 'net')]
    for n, (part, net, (_, steps, due)) in enumerate(
            zip(*split, terms['parts']), 1):
        cells = {'amount': part, 'due_date': iso(due(anchor)),
                 'instalment': n if len(terms['parts']) > 1 else ''}
        if steps:
            base = part if o['base'] == 'gross' else net
            cells.update(discount_date=iso(steps[0][1](anchor)),
                         discount_amount=rounded(steps[0][0] / 100 * base))
        doc['parts'].append(cells)
    return doc


def bill(rows, o):
    """Invoices of a run, those held, what it says of customers' credit."""
    groups, docs, held, said, owed = {}, [], [], [], dict(o['open'])
    for row in rows:
        if day_of(row['ship_date']) <= o['day']:
            line = take(row, o)
            groups.setdefault(key_of(line, o), []).append(line)
    for lines in groups.values():
        doc = make_invoice(lines, o)
        customer = o['customers'].get(doc['customer_id'], {})
        account = doc['customer_id'], doc['currency']
        sum_ = owed.get(account, 0) + doc['amount']
        limit, why = customer.get('credit_limit') or '', ''
        if doc['amount'] <= 0:
            pass
        elif customer.get('block', '') not in ('', 'n') and (
                customer['block_until'] or '9999') >= iso(o['day']):
            why = 'blocked; '
        elif limit and customer['currency'] == doc['currency']:
            over = sum_ - int(limit.replace('.', ''))
            if over > 0:
                why = 'over its credit limit of %s by %s with ' \
                    'this invoice; ' % (
                    limit, money(over, doc['currency']))
        if why:
            said.append("ar-invoice: %s:%d: '%s' is %s%s [%s]\n" % (
                o['path'], customer['at'], doc['customer_id'], why,
                'left unbilled' if o['hold'] else
                '--hold would leave it unbilled',
                'blocked' if why[0] == 'b' else 'over-limit'))
        if why and o['hold']:
            held.append(doc)
        else:
            owed[account] = sum_
            docs.append(doc)
    return docs, held, ''.join(said)


def number(docs, first, pattern):
    for n, doc in enumerate(docs, first):
        doc['invoice_id'] = pattern % n


def printed(doc, **cells):
    """Cells of a document, the amounts as text."""
    cells = dict(doc, **cells)
    return {name: money(value, doc['currency']) if type(value) is int and
            name in ('net', 'tax', 'amount', 'balance', 'discount_amount',
                     'line_net', 'tax_base', 'tax_amount') else value
            for name, value in cells.items()}


def main_rows(docs):
    for doc in docs:
        for n, part in enumerate(doc.get('parts') or [{}]):
            first = {'net': 0, 'tax': 0} if n else {}
            cells = dict(part, **first)
            yield printed(doc, balance=cells.get('amount', doc['amount']),
                          **cells)


def line_rows(docs):
    for doc in docs:
        whole = doc.get('parts', [{}])
        shared = dict(doc, due_date='')
        if len(whole) == 1:
            shared = dict(doc, **dict(whole[0], amount=doc['amount']))
        for n, x in enumerate(doc['lines'], 1):
            cells = {name: x[name] for name in COPIED + ['shipment_line']}
            yield printed(shared, line=n, line_net=x['net'],
                          tax_base=doc['base'][x['group']],
                          tax_amount=doc['taxes'][x['group']],
                          credits_line=x.get('credits_line', ''),
                          lines=len(doc['lines']), **cells)


# Random input.

def decimal(r, whole, places):
    """Digits, often with decimals, and often a half of something."""
    if r.random() < .1:
        return r.choice(['0.335', '0.005', '2.675', '0.125', '1.5', '0'])
    k = r.randrange(places + 1)
    n = r.randrange(10 ** r.randrange(1, whole + 1))
    return '%d.%s' % (n, str(r.randrange(10 ** k)).rjust(k, '0')) if k \
        else str(n)


def make_customers(r, o):
    for n in range(r.randrange(2, 7)):
        c = {'customer_id': 'C%d' % n, 'customer_name': r.choice(
            ['Acme', 'B, Sons', 'say "hi"', '', 'Müller']),
            'terms': r.choice(o['all'])['text'] if r.random() < .6 else '',
            'currency': r.choice(list(DIGITS)), 'collector': r.choice(
                ['', 'ann', 'bob']), 'credit_limit': '', 'at': n + 2,
            'block': r.choice(['', '', '', 'n', 'y']), 'block_until': r.choice(
                ['', iso(START + r.randrange(2 * SPAN))])}
        if c['currency'] and r.random() < .3:
            c['credit_limit'] = money(r.choice([0, r.randrange(10 ** 9)]),
                                      c['currency'])
        o['customers'][c['customer_id']] = c


def make_row(r, o, unit, n):
    who = unit['customer_id']
    row = {'shipment_id': 'S%d' % unit['n'], 'customer_id': who, 'line':
           str(n), 'ship_date': iso(unit['day'] + r.choice([0, 0, 0, 1, 2])),
           'quantity': unit['sign'] + decimal(r, 4, r.choice([0, 0, 3, 9])),
           'unit_price': decimal(r, 4, r.choice([2, 2, 4, 9])),
           'price_per': r.choice(['', '', '1', '100', '1000', '12', '0.5',
                                  '7', '2.50']), 'currency': unit['currency'],
           'discount_pct': r.choice(['', '', '0', '2.50', '10', '100',
                                     '33.333333', decimal(r, 1, 6)]),
           'order_id': 'O%d' % r.choice([unit['n'], 1]),
           'po_number': r.choice(['', 'PO1']), 'item': r.choice('ab'),
           'description': r.choice(['', 'bolt, 3"', "nut"]),
           'unit': r.choice(['', 'kg']), 'receipt_date': unit['receipt'],
           'collector': r.choice(['eve', '', unit['collector']]),
           'customer_name': r.choice(['', unit['name'], unit['name']])}
    if float(row['quantity']) == 0:
        row['quantity'] = unit['sign'] + '1'
    elif not o['one_sign'] and r.random() < .15:
        row['quantity'] = '-' + row['quantity'].lstrip('-')
    row['tax_category'] = r.choice(['', 'S', 'S', 'Z', 'AE', 'L'] if 'tax_rate'
                                   in o['columns'] else ['', 'E', 'M'])
    row['tax_rate'] = r.choice(['', '0']) if row['tax_category'] in (
        'Z', 'AE') else r.choice(['19', '7', '8.875', '20.0', '21.5', '0'][
            :5 if row['tax_category'] == 'S' else 6])
    fall = o['customers'].get(who, {}).get('terms') or o['default']
    if o['per'] == 'customer':
        row['currency'] = r.choice([unit['currency'], 'USD'])
        unit = dict(unit, terms=r.choice([unit['terms'], o['all'][0]]))
        if unit['terms']['rog'] and not unit['receipt']:
            unit = dict(unit, terms=o['all'][0])
    same = fall and o['terms'][fall] is unit['terms']
    row['terms'] = '' if same and r.random() < .5 else r.choice(
        unit['terms']['others'])
    if o['per'] == 'order':
        row.update(order_id='O%d' % unit['n'], line='%d.%d' % (unit['n'], n),
                   shipment_id='S%d' % (unit['n'] // r.choice([1, 2])))
    return {name: row[name] for name in o['columns']}


def make_rows(r, o, count):
    rows = []
    for n in range(count):
        who = r.choice(sorted(o['customers']) or ['C1', 'C2', 'K, "3"'])
        fall = o['customers'].get(who, {}).get('terms') or o['default']
        unit = {'n': n, 'customer_id': who, 'day': START + r.randrange(SPAN),
                'currency': r.choice(list(DIGITS)), 'name': r.choice('xy'),
                'collector': r.choice(['', 'ann']), 'sign':
                # In journals an invoice is all returns, or has none.
                '-' * (o['one_sign'] and who[-1] in '2"'),
                'terms': r.choice(o['all'])}
        unit['receipt'] = iso(unit['day'] + 5)
        if fall and ('terms' not in o['columns'] or r.random() < .3):
            unit['terms'] = o['terms'][fall]
        rows += [make_row(r, o, unit, k)
                 for k in range(1, r.randrange(1, 6) + 1)]
    return rows


def make_options(r, journal):
    o = {'day': START + r.choice([SPAN // 2, SPAN, SPAN + 30]), 'open': {},
         'hold': False, 'all': [make_terms(r) for _ in range(6)], 'terms': {},
         'customers': {}, 'default': '', 'base': r.choice(['gross', 'net']),
         'per': r.choice(['shipment', 'shipment', 'order', 'customer']),
         'one_sign': journal, 'path': '', 'first': r.choice([1, 1, 998]),
         'pattern': r.choice(['INV-%06d', '%d', 'R%04d/25'])}
    plain = make_terms(r)
    while plain['rog']:
        plain = make_terms(r)
    o['all'][0] = plain
    for t in o['all']:
        for text in t['others']:
            o['terms'].setdefault(text, t)
    o['columns'] = NEED + [c for c in MAY if r.random() < .8 or c in (
        'line', 'order_id', 'currency', 'tax_rate', 'receipt_date')[
            :5 if journal or r.random() < .5 else 0] or
        c == 'order_id' and o['per'] == 'order']
    if 'receipt_date' not in o['columns']:
        for t in o['all']:
            if t['rog']:
                t.update(plain)
    o['date'] = o['day'] if journal else r.choice(
        [o['day'], 'ship', o['day'] + r.randrange(-20, 20)])
    if r.random() < .6:
        make_customers(r, o)
    if 'terms' not in o['columns'] or r.random() < .3:
        o['default'] = plain['text']
    r.shuffle(o['columns'])
    return o


def write(path, text):
    with open(path, 'w', newline='') as f:
        f.write(text)


def arguments(r, o, folder):
    argv = ['-a', iso(o['day']), '-f', o['pattern'], '--first=%d' % o['first'],
            '--per=' + o['per'], '--discount-base=' + o['base']]
    if o['date'] != o['day']:
        argv.append('--date=' + (o['date'] if o['date'] == 'ship' else
                                 iso(o['date'])))
    if o['default']:
        argv += ['-t', o['default']]
    if o['customers']:
        o['path'] = folder + '/customers.csv'
        write(o['path'], as_csv(
            'customer_id customer_name terms currency collector credit_limit '
            'block block_until'.split(), o['customers'].values()))
        argv += ['-C', o['path']] + ['--hold'] * o['hold']
    return argv


# Runs of the tool.

def differs(name, want, got):
    """Print the first line that differs."""
    if want == got:
        return False
    pairs = zip((want + '\n(end)').split('\n'), (got + '\n(end)').split('\n'))
    n, (a, b) = next(p for p in enumerate(pairs, 1) if p[1][0] != p[1][1])
    print('%s, line %d:\nwant %s\ngot  %s' % (name, n, a, b))
    return True


def read(path):
    if not os.path.exists(path):
        return '(none)'
    with open(path, newline='') as f:
        return f.read()


def same(argv, text, want, folder, status=0, said='', order=str):
    """Run; is it this output, and are these the files? None: any messages."""
    if os.path.exists(folder + '/lines.csv'):
        os.unlink(folder + '/lines.csv')
    run = subprocess.run(argv, input=text, capture_output=True, text=True)
    want = dict(want)
    if differs('stderr', run.stderr if said is None else said, run.stderr) or \
            differs('status', str(status), str(run.returncode)) or \
            differs('stdout', order(want.pop('stdout')),
                    order(run.stdout)) or any(
                differs(name, want[name], read(folder + '/' + name))
                for name in want):
        print('of', ' '.join("'%s'" % a for a in argv))
        return False
    return True


def print_of(docs):
    return {'stdout': as_csv(MAIN, main_rows(docs)),
            'lines.csv': as_csv(LINES, line_rows(docs))}


def batch(r, folder, tool, count):
    """Bill so many units in one run without a journal."""
    o = make_options(r, False)
    o['hold'] = r.random() < .4
    argv = [tool] + arguments(r, o, folder)
    rows = make_rows(r, o, count)
    if o['customers'] and r.random() < .5:
        owed = [{'invoice_id': n, 'customer_id': r.choice(
            sorted(o['customers'])), 'invoice_date': iso(START),
            'due_date': iso(START), 'currency': r.choice(list(DIGITS)),
            'amount': r.randrange(10 ** 9)} for n in range(20)]
        for doc in owed:
            account = doc['customer_id'], doc['currency']
            o['open'][account] = o['open'].get(account, 0) + doc['amount']
            doc['amount'] = money(doc['amount'], doc['currency'])
        write(folder + '/open.csv', as_csv(list(owed[0]), owed))
        argv.append('--open=%s/open.csv' % folder)
    piped = r.random() < .5
    if not piped or o['per'] != 'shipment':
        r.shuffle(rows)
    write(folder + '/in.csv', as_csv(o['columns'], rows))
    docs, _, said = bill(rows, o)
    number(docs, o['first'], o['pattern'])
    argv += ['-L', folder + '/lines.csv'] + [folder + '/in.csv'] * (not piped)
    return same(argv, read(folder + '/in.csv') if piped else None,
                print_of(docs), folder, said=said), len(docs)


def fixed(value, places):
    n = int(value * 10 ** places)
    text = str(abs(n)).rjust(places + 1, '0')
    return '-' * (n < 0) + (text[:-places] + '.' + text[-places:] if places
                            else text)


def credit_specs(r, docs):
    """What is left of some invoices' lines: --credit's specs, by invoice."""
    specs = {}
    for doc in r.sample(docs, min(len(docs), r.randrange(1, 4))):
        open_ = [n for n, x in enumerate(doc['lines'], 1) if x['left']]
        if not open_:
            continue
        if r.random() < .3:
            specs[doc['invoice_id']] = [(n, None) for n in open_], \
                [doc['invoice_id']]
            continue
        some, texts = [], []
        for n in sorted(r.sample(open_, r.randrange(1, len(open_) + 1))):
            x, qty = doc['lines'][n - 1], None
            places = len(x['quantity'].partition('.')[2])
            if r.random() < .7:
                units = abs(int(x['left'] * 10 ** places))
                qty = Fraction(r.randrange(1, units + 1), 10 ** places)
            texts.append('%s:%d' % (doc['invoice_id'], n) + (
                '' if qty is None else '=' + fixed(qty, places)))
            some.append((n, qty))
        specs[doc['invoice_id']] = some, texts
    return specs


def credit(doc, some, date):
    """The credit note of (line, quantity or None); takes it off the rest."""
    lines = []
    for n, qty in some:
        x = doc['lines'][n - 1]
        places = len(x['quantity'].partition('.')[2])
        whole = qty is None or qty == abs(x['left'])
        part = x['left_net'] if whole else rounded(
            x['net'] * qty / abs(Fraction(x['quantity'])))
        part = part if abs(part) < abs(x['left_net']) else x['left_net']
        qty = x['left'] if whole else qty if x['left'] > 0 else -qty
        lines.append(dict(x, credits_line=n, net=-part,
                          quantity=fixed(-qty, places)))
        x['left'] -= qty
        x['left_net'] -= part
    note, taxes = total(lines, 'credit_note', date), {}
    for g, base in note['base'].items():
        tax, left = rounded(base * g[1] / 100), doc['left_tax'][g]
        if abs(tax) > abs(left) or not any(
                x['left'] for x in doc['lines'] if x['group'] == g):
            tax = -left
        taxes[g] = tax
        doc['left_tax'][g] += tax
    close(note, taxes)
    note['credits_invoice_id'] = doc['invoice_id']
    return note


def journal_rows(docs, first, o):
    for n, doc in enumerate(docs, first):
        for row, x in zip(line_rows([doc]), doc['lines']):
            yield dict(row, number=n, discount_base=o[
                'base'] if doc['kind'] == 'invoice' else 'gross',
                       customer_name=x['customer_name'])


def sums_right(text):
    """What holds in a journal's own rows."""
    minor = lambda cell: int(cell.replace('.', ''))
    rows = [dict(zip(JOURNAL, x)) for x in csv.reader(io.StringIO(text)) if x]
    docs, billed, left = {}, set(), {}
    for row in rows[1:]:
        docs.setdefault(int(row['number']), []).append(row)
        if row['kind'] == 'invoice':
            line = row['shipment_id'], row['shipment_line']
            assert line not in billed, ('billed twice', line)
            billed.add(line)
            left[row['invoice_id'], row['line']] = [
                Fraction(row['quantity']), minor(row['line_net'])]
        else:
            rest = left[row['credits_invoice_id'], row['credits_line']]
            for i, part in enumerate((Fraction(row['quantity']),
                                      minor(row['line_net']))):
                assert part * rest[i] <= 0 and abs(part) <= abs(rest[i]), row
                rest[i] += part
            assert rest[0] or not rest[1], row
    assert list(docs) == list(range(min(docs, default=0),
                                    min(docs, default=0) + len(docs)))
    taxes = {}
    for some in docs.values():
        one = some[0]
        net, tax, gross = (minor(one[c]) for c in ('net', 'tax', 'amount'))
        assert net == sum(minor(x['line_net']) for x in some), one
        assert net + tax == gross and len(some) == int(one['lines']), one
        assert [int(x['line']) for x in some] == [
            n + 1 for n in range(len(some))], one
        of = one['credits_invoice_id']
        if of:
            assert tax * taxes[of] <= 0 and abs(tax) <= abs(taxes[of]), one
        of = of or one['invoice_id']
        taxes[of] = taxes.get(of, 0) + tax
    for of in taxes:
        if not any(q for (i, _), (q, _) in left.items() if i == of):
            assert not taxes[of], ('credited, but for tax', of, taxes[of])


class Story:
    """Runs on one journal, and what it must then hold."""

    def __init__(self, r, folder, tool):
        self.r, self.folder, self.o = r, folder, make_options(r, True)
        self.o['hold'] = r.random() < .3
        self.argv = [tool] + arguments(r, self.o, folder) + [
            '-j', folder + '/journal', '-L', folder + '/lines.csv']
        self.rows = make_rows(r, self.o, r.randrange(1, 9))
        self.billed, self.docs, self.last = set(), [], None
        self.next, self.text = self.o['first'], ''

    def check(self, more, docs, status=0, said=''):
        """Run, compare, and print the last batch again."""
        want = print_of(docs)
        if status:
            want = {'stdout': ''}
        elif docs and '--dry-run' not in more:
            text = as_csv(JOURNAL, journal_rows(docs, self.next, self.o))
            self.text += (text.split('\n', 1)[1] if self.text else text) + '\n'
            self.next += len(docs)
            self.last = want
        argv = self.argv[:5] + self.argv[-4:] if '--credit' in more[0] \
            else self.argv
        good = same(argv + more, None, dict(want, journal=self.text),
                    self.folder, status, said) and (
            not self.last or same([self.argv[0]] + self.argv[-4:] + ['-R'],
                                  None, dict(self.last, journal=self.text),
                                  self.folder))
        sums_right(read(self.folder + '/journal'))
        return good

    def bill(self, *more):
        some = [x for x in self.rows if self.r.random() < .4] \
            if self.r.random() < .5 else list(self.rows)
        self.r.shuffle(some)
        write(self.folder + '/in.csv', as_csv(self.o['columns'], some))
        some = [x for x in some if id(x) not in self.billed]
        docs, _, said = bill(some, self.o)
        number(docs, self.next, self.o['pattern'])
        if not more or more[0] == '--create':
            self.docs += docs
            for doc in docs:
                doc['left_tax'] = dict(doc['taxes'])
                for x in doc['lines']:
                    self.billed.add(id(x['row']))
                    x.update(left=Fraction(x['quantity']), left_net=x['net'])
        return self.check(list(more) + [self.folder + '/in.csv'], docs,
                          said=said)

    def unbilled(self):
        if self.o['per'] == 'customer' and self.o['hold']:
            return True     # needs no terms, so knows no invoices
        docs, held, _ = bill([x for x in self.rows
                              if id(x) not in self.billed], self.o)
        found = [dict(x['row'], line_net=money(x['net'], x['currency']),
                      days_waiting=self.o['day'] - x['shipped'],
                      reason='held' if doc in held else 'not_billed')
                 for doc in docs + held for x in doc['lines']]
        write(self.folder + '/in.csv', as_csv(self.o['columns'], self.rows))
        argv = self.argv[:3] + [a for a in self.argv[5:-2] if not
                                a.startswith(('--first', '--discount'))]
        return same(argv + [
            '--unbilled', self.folder + '/in.csv'], None, {
            'stdout': as_csv(
                self.o['columns'] + ['line_net', 'days_waiting', 'reason'],
                found),
            'journal': self.text}, self.folder,
            order=lambda text: '\n'.join(sorted(text.split('\n'))))

    def credit(self):
        specs, before = credit_specs(self.r, self.docs), deepcopy(self.docs)
        notes = [credit(doc, specs[doc['invoice_id']][0], self.o['day'])
                 for i in specs for doc in self.docs if doc['invoice_id'] == i]
        number(notes, self.next, self.o['pattern'])
        argv = ['--credit=' + t for i in specs for t in specs[i][1]]
        if any(note['amount'] >= 0 for note in notes):
            # That is no credit note; none of them is written.
            self.docs = before
            return self.check(argv, [], 1, None)
        return not argv or self.check(argv, notes)

    def too_much(self):
        doc = self.r.choice(self.docs or [None])
        if not doc:
            return True
        n = self.r.randrange(len(doc['lines']))
        left = abs(doc['lines'][n]['left']) + Fraction(1, 10 ** 9)
        return self.check(['--credit=%s:%d=%s' % (
            doc['invoice_id'], n + 1, fixed(left, 9))], [], 1, None)

    def run(self):
        good = self.bill('--create')
        for _ in range(self.r.randrange(3, 9)):
            step = self.r.choice([self.bill, self.bill, self.credit,
                                  self.credit, self.too_much, self.unbilled,
                                  lambda: self.bill('--dry-run')])
            good = good and step()
        return good


def main():
    journal = sys.argv[1:2] == ['--journal']
    seed, count = (int(a) for a in sys.argv[1 + journal:3 + journal])
    tool = (sys.argv[3 + journal:] or ['ar-invoice'])[0]
    run = done = 0
    while done < count:
        folder, r = tempfile.mkdtemp(), random.Random('%d.%d' % (seed, run))
        if journal:
            good, n = Story(r, folder, tool).run(), 1
        else:
            good, n = batch(r, folder, tool, min(count - done, 100))
        if not good:
            sys.exit('seed %d, run %d: the two differ; see %s' % (
                seed, run, folder))
        shutil.rmtree(folder)
        run, done = run + 1, done + max(n, 1)
    print('%d %s in %d runs, all alike' % (
        done, 'journals' if journal else 'invoices', run))


if __name__ == '__main__':
    main()
