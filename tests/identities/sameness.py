"""Identities of sameness: other bytes, orders, amounts or days, the same
answer; and twice is once."""
import csv, io, os, re, subprocess
from decimal import Decimal

from desk import OFFER, POLICY, Fails, alike, reports
from ledgers import Ledger, iso, save

# Said, because 1.234 may be read in two ways where nothing proves the mark.
IMPORT = ['ar-import', '--no-total-check', '--decimal=.']


# 4: what does not matter.

def disguised(desk, r):
    """4: the order of rows and columns, files, gzip, line ends, quotes."""
    ledger = Ledger(r)
    plain, mixed = ledger.write(desk.folder), ledger.disguise(desk.folder)
    for argv in reports(ledger):
        alike('%s of %s' % (' '.join(argv), mixed), desk.run(
            *argv, *plain), desk.run(*argv, *mixed))
    alike('rows of a list', sorted(map(str, cells(desk.rows(
        'ar-age', '-l', *plain)))), sorted(map(str, cells(desk.rows(
            'ar-age', '-l', *mixed)))))
    for threads in '1', '3':
        alike('threads', desk.run('ar-age', *plain), desk.run(
            'ar-age', '--threads=' + threads, *plain))


def cells(rows):
    return [sorted(row.items()) for row in rows]


# 5: two ledgers.

# Reports whose rows say nothing of other customers, in these columns.
ALONE = [(['ar-age'], 99), (['ar-age', '-B', 'invoice', '-p'], 99),
         (['ar-remind'], 99), (['ar-remind', '--items'], 99),
         (['ar-remind', '--holds'], 99), (['ar-factor'] + OFFER, 12),
         (['ar-dso', '-w', '90', '-g', 'customer_id'], 99),
         (['ar-cei', '-w', '90', '-g', 'customer_id'], 99)]


def cut(text, n):
    rows = list(csv.reader(io.StringIO(text)))
    return rows[0][:n], [row[:n] for row in rows[1:]]


def two_ledgers(desk, r):
    """5: the report of both is the reports of each, put in order."""
    ledger = Ledger(r)
    edge = r.choice('0KZü')
    argv, one, other = ledger.write(desk.folder), ledger.of(
        lambda who: who < edge).write(desk.folder, 'one'), ledger.of(
        lambda who: who >= edge).write(desk.folder, 'other')
    for tool, n in ALONE:
        if ledger.pays is None and tool[0] in ('ar-dso', 'ar-cei'):
            continue
        head, both = cut(desk.run(*tool, *argv), n)
        some = cut(desk.run(*tool, *one), n)[1] + cut(
            desk.run(*tool, *other), n)[1]
        who = head.index('customer_id')
        alike(' '.join(tool), both, sorted(
            some, key=lambda row: row[who].encode()))


# 6, 7: other amounts, other days.

FULL = ['--advance=100', '--fee=0%', '--concentration=none']
MONEY = ('total unapplied to_pay open_balance held eligible ineligible '
         'advance paid_out reserve proceeds beginning_receivables '
         'credit_sales receivables current collected collectible').split()


def ten_times(desk, r):
    """6: ten times the amounts: the totals ten times, the ratios as they
    were."""
    ledger = Ledger(r)
    argv = ledger.write(desk.folder)
    ten = ledger.times(10).write(desk.folder, 'ten')
    save(desk.path('free'), POLICY)
    tools = [['ar-age', '-p'], ['ar-factor'] + FULL,
             ['ar-remind', '-p', 'free'],
             ['ar-remind', '-p', 'free', '--holds']]
    if ledger.pays is not None:
        tools += [['ar-dso', '-w', '90'], ['ar-cei', '-w', '90']]
    for tool in tools:
        for a, b in zip_rows(tool, desk.rows(*tool, *argv),
                             desk.rows(*tool, *ten)):
            for c in a:
                if is_money(tool[0], c) and a[c]:
                    alike('%s: %s' % (tool[0], c), Decimal(a[c]) * 10,
                          Decimal(b[c]))
                else:
                    alike('%s: %s' % (tool[0], c), a[c], b[c])


def is_money(tool, c):
    return c in MONEY or tool == 'ar-age' and re.fullmatch(
        r'd\d+_(\d+|plus)', c)


def zip_rows(tool, some, others):
    alike('%s: rows' % tool, len(some), len(others))
    return zip(some, others)


def four_centuries(desk, r):
    """6: after 400 years all is as it was, but for the dates."""
    ledger = Ledger(r)
    argv = ledger.write(desk.folder)
    later = ledger.later(400).write(desk.folder, 'later')
    for tool in reports(ledger):
        alike(' '.join(tool), back(desk.run(*tool, *argv), 400),
              desk.run(*tool, *later))


def back(text, years):
    """A text with each date so many years later."""
    shift = lambda m: '%04d%s' % (int(m[1]) + years, m[2])
    text = re.sub(r'\b(\d{4})(-\d\d-\d\d)\b', shift, text)
    return re.sub(r'(?<=[a-z]-)(\d{4})(\d{4})(?=[,"])', shift, text)


def next_day(desk, r):
    """7: a day later each document is a day later, in no younger bucket."""
    ledger = Ledger(r)
    next_ = ledger.but(day=ledger.day + 1)
    argv, tomorrow = ledger.write(desk.folder), next_.write(
        desk.folder, 'next')
    order = ['current', 'd1_30', 'd31_60', 'd61_90', 'd91_plus', 'unapplied']
    for tool in (['ar-age', '-l'], ['ar-factor'] + OFFER,
                 ['ar-remind', '--holds', '--weekend=none']):
        key = lambda x: (x['invoice_id'], x['instalment'],
                         x['open_balance'][0] == '-')
        days = {key(x): x for x in desk.rows(*tool, *argv)}
        for x in desk.rows(*tool, *tomorrow):
            old = days.get(key(x))
            if not old or x['open_balance'] != old['open_balance']:
                continue
            alike('%s: days of %s' % (tool[0], key(x)), int(
                old['days_past_due']) + 1, int(x['days_past_due']))
            if 'bucket' in x and order.index(x['bucket']) < order.index(
                    old['bucket']):
                raise Fails('a younger bucket: %s after %s' % (x, old))


# 10, 11: again.

def read_and_written(desk, r):
    """10: ar-import leaves what is canonical as it is, but for blanks at
    the ends of cells; and what it wrote, byte for byte."""
    ledger = Ledger(r)
    ledger.write(desk.folder)
    text = desk.run(*IMPORT, 'in.csv')
    save(desk.path('once.csv'), text)
    once = list(csv.DictReader(io.StringIO(text)))
    alike('rows', len(ledger.docs), len(once))
    for doc, row in zip(ledger.docs, once):
        for c in set(row) & set(ledger.columns):
            if c != 'kind' or doc[c]:
                alike('%s of %s' % (c, doc), doc[c].strip(' '), row[c])
    alike('again', text, desk.run(*IMPORT, 'once.csv'))


def listed_again(desk, r):
    """10: a list keeps each cell, and the list of a list is the list, also
    that of a later day."""
    ledger = Ledger(r, False)
    argv = ledger.write(desk.folder)
    save(desk.path('list.csv'), desk.run('ar-age', '-l', *argv))
    docs = {(d['invoice_id'], d['instalment']): d for d in ledger.docs}
    for row in csv.DictReader(io.StringIO(desk.read('list.csv'))):
        doc = docs[row['invoice_id'], row['instalment']]
        alike('cells', {c: doc[c] for c in ledger.columns},
              {c: row[c] for c in ledger.columns})
    for day in ledger.day, ledger.day + r.randrange(1, 60):
        alike('list of the list', desk.run(
            'ar-age', '-a', iso(day), '-l', 'in.csv'), desk.run(
            'ar-age', '-a', iso(day), '-l', 'list.csv'))


def twice(desk, r):
    """11: recorded, confirmed, billed or written twice is once."""
    ledger = Ledger(r)
    argv = ['ar-remind', '-l', 'log', '--record', '--weekend=none',
            *ledger.write(desk.folder)]
    actions = desk.run(*argv)
    log = desk.read('log')
    alike('second run', actions.split('\n', 1)[0] + '\n', desk.run(*argv))
    alike('log', log, desk.read('log'))
    pending = desk.run('ar-remind', '-l', 'log', '-r', *argv[4:])
    alike('pending', actions, pending)
    ids = [x['action_id'] for x in csv.DictReader(io.StringIO(actions))]
    letters = []
    for _ in range(2):
        save(desk.path('letter'), '{{action_id}} {{total}}\n')
        save(desk.path('today.csv'), actions)
        desk.run('ar-render', '-O', 'letter-{{action_id}}', 'letter',
                 'today.csv')
        letters.append({name: desk.read(name) for name in os.listdir(
            desk.folder) if name.startswith('letter-')})
        if ids:
            desk.run('ar-log', '-l', 'log', '-a', iso(ledger.day), 'sent',
                     '--', *ids)
            letters[-1]['log'] = desk.read('log')
    alike('letters and log', letters[0], letters[1])
    alike('letters', len(ids), len(letters[0]) - bool(ids))


# 14: pipes.

def pipes(desk, r):
    """14: two tools in a pipe do what they do through files."""
    ledger = Ledger(r, True)
    # Money paid back that is on no document is listed as no tool reads it.
    ledger = ledger.but(pays=[p for p in ledger.pays if p['amount'][0] != '-'])
    argv = ledger.write(desk.folder)
    day, pays, file = argv[:2], argv[2:4], argv[4:]
    save(desk.path('letter'), '{{customer_id}} {{total}} {{currency}}\n')
    for one, other in [
            ([*IMPORT, *file],
             ['ar-age', *day, *pays]),
            ([*IMPORT, *file],
             ['ar-remind', *day, *pays]),
            (['ar-age', '-l', *argv], ['ar-age', '-l', *day,
                                       '--as-exported']),
            (['ar-age', *argv], ['ar-view', '-f', 'markdown']),
            (['ar-age', *argv], ['ar-render', 'letter']),
            (['ar-remind', *argv], ['ar-render', '-e', 'none', 'letter']),
            (['ar-dso', '-w', '90', *argv], ['ar-cei']),
            (['ar-dso', '-e', 'month', *argv], ['ar-dso'])]:
        save(desk.path('between'), desk.run(*one))
        want = desk.run(*other, 'between')
        first = subprocess.Popen(one, stdout=subprocess.PIPE)
        second = subprocess.run(other, stdin=first.stdout, text=True,
                                capture_output=True, cwd=desk.folder,
                                encoding='utf-8')
        first.stdout.close()
        alike('%s | %s' % (one[0], other[0]), (0, 0, want),
              (first.wait(), second.returncode, second.stdout))
