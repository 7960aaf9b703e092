#!/usr/bin/env python3
"""Speed and memory of the tools beside programs that others wrote.

    tests/bench/bench.py [-n LINES] [-r RUNS] [JOB...]

For each job a file is made from a fixed seed, and each program runs it RUNS
times, in turn, so that whatever else the machine does hits all of them.  The
best time counts.  A peer adds amounts up in binary floating point and keeps
no journal, or only joins items with the log and adds them up, or takes the
documents of least cost one after another and proves nothing, so it has less to
do; one that is not installed is left out.  The choice of documents to sell is
of a hundredth of the lines, and says how far it is from the bound.
"""
import argparse
import datetime
import os
import random
import shutil
import subprocess
import tempfile
import time

HEADER = ('shipment_id,line,customer_id,ship_date,item,description,quantity,'
          'unit,unit_price,discount_pct,tax_category,tax_rate,currency,terms\n')
TERMS = ('net 30', '2/10 net 30', 'net 60', 'eom+10', '"50% net 10, 50% net 40"')


def shipments(path, lines):
    """Shipments of one to five lines, of 50,000 customers."""
    rng = random.Random(1)
    shipment = left = 0
    with open(path, 'w', encoding='ascii') as out:
        out.write(HEADER)
        for _ in range(lines):
            if left == 0:
                shipment += 1
                left = number = rng.randint(1, 5)
                day = '2026-%02d-%02d' % (rng.randint(1, 10), rng.randint(1, 28))
                customer, terms = rng.randrange(50000), rng.choice(TERMS)
            out.write('S%07d,%d,C%05d,%s,IT-%04d,"Bolts, M%d",%d,pcs,%d.%03d,%s,S,%s,EUR,%s\n' % (
                shipment, number - left + 1, customer, day, rng.randrange(9999),
                rng.randint(3, 20), rng.randint(1, 500), rng.randint(0, 99),
                rng.randrange(1000), rng.choice(('', '5', '2.5')),
                rng.choice(('19', '7')), terms))
            left -= 1


def invoice_journal(data):
    return ['ar-invoice', '-a', '2026-11-20', '-j', 'journal.csv', '--create',
            '-o', 'out.csv', data]


def invoice_plain(data):
    return ['ar-invoice', '-a', '2026-11-20', '-o', 'out.csv', data]


def miller(data):
    return ['mlr', '--csv', '--ofmt', '%.2f', 'put',
            '$net = $quantity * $unit_price', 'then', 'stats1', '-a', 'sum',
            '-f', 'net', '-g', 'shipment_id', data]


def sqlite(data):
    return ['sqlite3', '-csv', ':memory:', '.import %s s' % data,
            'select shipment_id, sum(round(quantity * unit_price, 2)) '
            'from s group by 1']


LOG = ('ts,run_date,action_id,event,customer_id,invoice_id,instalment,'
       'currency,phase,policy,step,channel,audience,to,amount,fee,interest,'
       'ref_date,by,text\n')
TODAY = datetime.date(2026, 11, 20)


def reminders(path, lines):
    """Open items of customers with 20 each, and a log row for each item."""
    rng = random.Random(1)
    rows = []
    with open(path, 'w', encoding='ascii') as out:
        out.write('invoice_id,customer_id,invoice_date,due_date,amount,'
                  'currency\n')
        for i in range(lines):
            due = TODAY - datetime.timedelta(rng.randint(-30, 120))
            run_date = TODAY - datetime.timedelta(rng.randint(7, 90))
            out.write('I%07d,C%05d,%s,%s,%d.%02d,EUR\n' % (
                i, i % (lines // 20 + 1), due - datetime.timedelta(30), due,
                rng.randint(10, 5000), rng.randrange(100)))
            rows.append((run_date, i, due, rng.randint(1, 6)))
    with open('log.csv', 'w', encoding='ascii') as out:
        out.write(LOG)
        for run_date, i, due, step in sorted(rows):
            customer = 'C%05d' % (i % (lines // 20 + 1))
            out.write('T,%s,%s-EUR-over-%s,planned,%s,I%07d,,EUR,over,std,%d,'
                      'email,billing,,100.00,0.00,0.00,%s,ar-remind,\n' % (
                          run_date, customer, run_date.strftime('%Y%m%d'),
                          customer, i, step, due))
        out.write('T,%s,,run,,,,,,,,,,,,,,,ar-remind,\n' % rows[-1][0])


def remind(data):
    return ['ar-remind', '-a', str(TODAY), '-l', 'log.csv', '-o', 'out.csv',
            data]


def remind_holds(data):
    return remind(data) + ['--holds']


def remind_worklist(data):
    return remind(data) + ['--worklist']


def sqlite_join(data):
    return ['sqlite3', '-csv', ':memory:', '.import %s i' % data,
            '.import log.csv l',
            'select i.customer_id, count(*), sum(i.amount), max(s.step) from '
            'i left join (select customer_id, invoice_id, max(step + 0) step '
            "from l where event = 'planned' group by 1, 2) s "
            'using (customer_id, invoice_id) group by 1']


def receivables(path, lines):
    """Open items of customers with 50 each, due in the next ten weeks."""
    rng = random.Random(1)
    with open(path, 'w', encoding='ascii') as out:
        out.write('invoice_id,customer_id,invoice_date,due_date,amount,'
                  'currency\n')
        for i in range(lines):
            due = TODAY + datetime.timedelta(rng.randint(-20, 70))
            out.write('I%07d,C%05d,%s,%s,%d.%02d,EUR\n' % (
                i, i % (lines // 50 + 1), due - datetime.timedelta(75), due,
                rng.randint(10, 9000), rng.randrange(100)))


def few_receivables(path, lines):
    receivables(path, lines // 100)
    return lines // 100


def factor(data):
    return ['ar-factor', '-a', str(TODAY), '--advance=80',
            '--fee=2%/30d+0.5%/10d', '--min-fee=15', '-o', 'out.csv', data]


def factor_certificate(data):
    return factor(data) + ['--certificate']


def factor_raise(data):
    return factor(data) + ['--raise=2000000', '--concentration=1']


PRICE = ('select *, 0.8 * amount paid, max(15, amount * (0.02 + 0.005 * '
         "max(0, (max(15, julianday(due_date) - julianday('%s')) - 21) / 10))"
         ') cost from d' % TODAY)


def sqlite_price(data):
    return ['sqlite3', '-csv', ':memory:', '.import %s d' % data, PRICE]


def sqlite_greedy(data):
    return ['sqlite3', '-csv', ':memory:', '.import %s d' % data,
            'select * from (select *, sum(paid) over (order by cost / paid) '
            'so_far from (%s)) where so_far - paid < 2000000' % PRICE]


def gap():
    """How far the choice in out.csv may be from the best, in per cent."""
    with open('out.csv', encoding='ascii') as rows:
        return rows.readlines()[-1].rstrip().split(',')[-1]


JOBS = {
    'invoice': (shipments, invoice_journal, (invoice_plain, miller, sqlite)),
    'remind': (reminders, remind, (remind_holds, remind_worklist,
                                   sqlite_join)),
    'factor': (receivables, factor, (factor_certificate, sqlite_price)),
    'raise': (few_receivables, factor_raise, (sqlite_greedy,)),
}


def run(command):
    """Seconds and MiB of one run; files of the last one are gone before."""
    for name in ('journal.csv', 'out.csv'):
        if os.path.exists(name):
            os.remove(name)
    begin = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if status != 0:
        raise SystemExit('%s: failed' % command[0])
    return time.monotonic() - begin, usage.ru_maxrss / 1024


def bench(job, lines, runs):
    make, ours, peers = JOBS[job]
    lines = make('data.csv', lines) or lines
    programs = [p for p in (ours,) + peers if shutil.which(p('')[0])]
    best = {p: (float('inf'), 0) for p in programs}
    for _ in range(runs):
        for p in programs:
            best[p] = min(best[p], run(p('data.csv')))
    base = best[ours][0]
    print('%-16s %8s %12s %8s %8s' % (job, 'seconds', 'lines/s', 'MiB', 'ratio'))
    for p in programs:
        seconds, peak = best[p]
        print('%-16s %8.2f %12d %8.1f %8.2f' % (
            p.__name__, seconds, lines / seconds, peak, seconds / base))
    if job == 'raise':
        run(ours('data.csv'))
        print('%-16s %8s per cent at most above the least cost' % (
            'gap', gap()))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('-n', type=int, default=1000000, help='lines')
    parser.add_argument('-r', type=int, default=3, help='runs')
    parser.add_argument('job', nargs='*', choices=[[], *JOBS], default=[])
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for job in args.job or JOBS:
            bench(job, args.n, args.r)


if __name__ == '__main__':
    main()
