#!/usr/bin/env python3
"""Reading and adding up large files, beside programs that others wrote.

    tests/bench/reading.py [-n ROWS] [-r TURNS] [-o FILE] [JOB...]

Each job's programs run in turn, so that whatever else the machine does hits
all of them; the median counts, and ratios are medians of the ratios within a
turn, to the first program.  On a machine that does other work the seconds of
processors say more than those of the clock.  The least MiB are those of this
script, from which each program is started.  -o writes the tables into a file.
B is the folder of the build, with its bench/.
"""
import argparse
import os
import statistics
import subprocess
import tempfile
import time

import peers

HERE = os.path.dirname(os.path.abspath(__file__))
B = os.path.abspath(os.environ.get('B', 'build'))
DAY = '2026-11-20'
AGE = ['ar-age', '-a', DAY]

BUCKETS = ', '.join(
    'sum(case when %s then amount end)' % c for c in (
        "due_date >= date '%s'" % DAY, "late between 1 and 30",
        'late between 31 and 60', 'late between 61 and 90', 'late > 90'))
OPEN = ("(select *, date '%s' - due_date late from LEDGER('%%s') "
        "where paid_date is null and invoice_date <= date '%s')" % (DAY, DAY))
BY_CUSTOMER = ("copy (select customer_id, arg_max(customer_name, invoice_date)"
               ', currency, count(*), %s, sum(amount) from %s group by 1, 3 '
               "order by 1, 3) to '/dev/null'" % (BUCKETS, OPEN))
ONE_TOTAL = ("copy (select currency, count(*), %s, sum(amount) from %s "
             "group by 1 order by 1) to '/dev/null'" % (BUCKETS, OPEN))
LIST = "copy (select * from %s) to '/dev/null'" % OPEN
BY_MONTH = (
    'copy (with m as (select last_day(d::date) e from range(date '
    "'2025-11-01', date '2026-11-01', interval 1 month) t(d)), l as (select "
    "* from LEDGER('%s')) select e, sum(case when last_day(invoice_date) = e "
    'then amount end), sum(case when paid_date is null or paid_date > e then '
    'amount end) from m join l on invoice_date <= e group by 1 order by 1) '
    "to '/dev/null'")


def duckdb(query, threads):
    def command(data):
        return ['node', os.path.join(HERE, 'duckdb.mjs'), str(threads),
                query % data]
    return command


def ours(*options, threads=None):
    given = ['--threads=%d' % threads] if threads else []
    return lambda data: [*AGE, *given, *options, data]


def miller(data):
    return ['mlr', '--icsv', '--ocsv', '--ofmt', '%.2f', 'stats1', '-a',
            'sum,count', '-f', 'amount', '-g', 'customer_id', data]


def sqlite(data):
    return ['sqlite3', '-csv', ':memory:', '.import %s t' % data,
            'select customer_id, count(*), sum(amount) from t group by 1']


def mawk(data):
    return ['mawk', '-F,', '{ n[$2]++; s[$2] += $(NF - 5) } '
            'END { for (c in s) print c, n[c], s[c] }', data]


def libcsv(data):
    return [os.path.join(B, 'bench', 'libcsv'), data]


def inflate(data):
    return [os.path.join(B, 'bench', 'inflate'), data]


def pipe(data):
    return ['sh', '-c', 'ar-import "$1" | ar-age -a %s' % DAY, 'sh', data]


def by_month(data):
    return ['ar-dso', '-a', DAY, '-e', 'month', '-n', '12', '-g', '', data]


def true(_):
    return ['true']


# Name, command, and the peer that it needs.
def pair(query, *options):
    return [('ar-age, 2 threads', ours(*options, threads=2), None),
            ('ar-age, 1 thread', ours(*options, threads=1), None),
            ('DuckDB, 2 threads', duckdb(query, 2), 'duckdb'),
            ('DuckDB, 1 thread', duckdb(query, 1), 'duckdb')]


AGING = pair(BY_CUSTOMER)


# Title, file, programs; the first one is what others are compared with.
JOBS = {
    'customers': ('aging by customer', 'open', AGING + [
        ('Miller, sums', miller, 'mlr')]),
    'total': ('one total', 'open', pair(ONE_TOTAL, '-g', '')),
    'gzip': ('aging by customer from .gz', 'open.gz', AGING[:2] + [
        ('inflate alone', inflate, None)] + AGING[2:]),
    'others': ('aging by customer, and what is like it', 'tenth',
               AGING[:2] + [('libcsv alone, one sum', libcsv, None),
                            ('mawk, sums (no quotes)', mawk, 'mawk'),
                            ('sqlite3, sums', sqlite, 'sqlite3'),
                            ('Miller, sums', miller, 'mlr')]),
    'list': ('the open documents, with days past due', 'tenth',
             pair(LIST, '-l')),
    'pipe': ('ar-import | ar-age', 'tenth',
             [('ar-import to ar-age', pipe, None)]),
    'months': ('ar-dso by month', 'paid', [
        ('ar-dso', by_month, None),
        ('DuckDB, 2 threads', duckdb(BY_MONTH, 2), 'duckdb')]),
    'small': ('a file of 20 rows', 'small', [
        ('ar-age', ours(), None), ('true', true, None)]),
    'keys': ('a million customers with chosen names', 'chosen', []),
    'growth': ('ten and thirty times as many rows', 'growth', []),
}


def ledger(name, rows, paid=0):
    with open(name, 'wb') as out:
        subprocess.run([os.path.join(B, 'bench', 'ledger'), str(rows), '1',
                        str(paid)], stdout=out, check=True)
    return name


def packed(rows):
    with open('open.gz', 'wb') as out:
        subprocess.run(['gzip', '-c', data('open', rows)], stdout=out,
                       check=True)
    return 'open.gz'


def keys(name, make):
    """A row each of a million customers; names by make(number)."""
    with open(name, 'w', encoding='ascii') as out:
        out.write('invoice_id,customer_id,invoice_date,due_date,amount\n')
        for i in range(1000000):
            out.write('%d,%s,2026-01-01,2026-02-01,1.00\n' % (i, make(i)))
    return name


def chosen(number):
    """Names that hashes without a secret take for one: Aa and BB."""
    return ''.join(('Aa', 'BB')[number >> i & 1] for i in range(20))


def scrambled(number):
    return '%040x' % (number * 0x9e3779b97f4a7c15f39cc0605cedc835 % (1 << 160))


def count(name, rows):
    """Rows of the file of this name; slower jobs have a tenth."""
    return {'small': 20, 'tenth': rows // 10, 'paid': rows // 10}.get(
        name, rows)


def data(name, rows):
    """The file of this name, made where it is not there."""
    if os.path.exists(name):
        return name
    if name == 'open.gz':
        return packed(rows)
    return ledger(name, count(name, rows), 50 if name == 'paid' else 0)


def run(command, times=1):
    """Seconds, those of processors, and MiB of one run of so many."""
    begin, busy = time.monotonic(), 0
    for _ in range(times):
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        busy += usage.ru_utime + usage.ru_stime
        if status != 0:
            raise SystemExit('%s: failed' % ' '.join(command))
    return ((time.monotonic() - begin) / times, busy / times,
            usage.ru_maxrss / 1024)


def measure(programs, turns, there, times=1):
    """{name: [(seconds, processor, MiB) of each turn]}."""
    got = {}
    for _ in range(turns):
        for name, command, needs in programs:
            if needs is None or needs in there:
                got.setdefault(name, []).append(run(command, times))
    return got


def table(title, rows, got):
    """A table in Markdown; ratios are those to the first program."""
    base = next(iter(got.values()))
    lines = ['', '### ' + title, '',
             '| program | seconds | of processors | ns a row | MiB | ratio | '
             'of processors |', '|---|---:|---:|---:|---:|---:|---:|']
    for name, runs in got.items():
        seconds, busy = (statistics.median(r[i] for r in runs) for i in (0, 1))
        ratios = (statistics.median(r[i] / b[i] for r, b in zip(runs, base))
                  for i in (0, 1))
        lines.append('| %s | %.4g | %.4g | %.4g | %.0f | %.3g | %.3g |' % (
            name, seconds, busy, seconds / rows * 1e9,
            max(r[2] for r in runs), *ratios))
    return lines


def many_keys(turns):
    files = [('random names', keys('random', scrambled)),
             ('chosen names', keys('chosen', chosen))]
    return measure([(name, [*AGE, file], None)
                    for name, file in files], turns, ())


def growth(rows, turns):
    """Linear in time, and memory that does not grow, show here."""
    lines = ['', '### growth: aging by customer, 2 threads', '',
             '| rows | seconds | of processors | ns a row | MiB |',
             '|---:|---:|---:|---:|---:|']
    for times in (1, 10, 30):
        name = ledger('growth', rows * times // 10)
        runs = [run(ours(threads=2)(name)) for _ in range(turns)]
        seconds, busy = (statistics.median(r[i] for r in runs) for i in (0, 1))
        lines.append('| %d | %.4g | %.4g | %.4g | %.0f |' % (
            rows * times // 10, seconds, busy, seconds * 1e10 / rows / times,
            max(r[2] for r in runs)))
        os.remove(name)
    return lines


def bench(job, rows, turns, there):
    title, name, programs = JOBS[job]
    if job == 'growth':
        return growth(rows, turns)
    if job == 'keys':
        return table(title, 1000000, many_keys(turns))
    file = data(name, rows)
    times = 100 if job == 'small' else 1
    got = measure([(program, command(file), needs)
                   for program, command, needs in programs], turns, there,
                  times)
    n = count(name, rows)
    return table('%s: %s, %d rows' % (job, title, n), n, got)


def machine():
    with open('/proc/cpuinfo', encoding='ascii') as info:
        model = [line.split(':')[1].strip() for line in info
                 if line.startswith('model name')]
    return '%d cores, %s' % (os.cpu_count(), model[0] if model else 'unknown')


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('-n', type=int, default=1000000, help='rows')
    parser.add_argument('-r', type=int, default=3, help='turns')
    parser.add_argument('-o', help='write the tables into a file')
    parser.add_argument('job', nargs='*', choices=[[], *JOBS], default=[])
    args = parser.parse_args()
    folder = os.path.join(B, 'bench', 'peers')
    there = peers.ready(folder)
    target = args.o and os.path.abspath(args.o)
    lines = ['# Results', '', 'Written by `make bench`, %d turns, on a machine '
             'of %s; load at the beginning %.1f.' % (
                 args.r, machine(), os.getloadavg()[0])]
    with tempfile.TemporaryDirectory(dir=os.environ.get('TMPDIR')) as scratch:
        os.chdir(scratch)
        os.symlink(os.path.join(folder, 'node_modules'), 'node_modules')
        for job in args.job or JOBS:
            part = bench(job, args.n, args.r, there)
            print('\n'.join(part), flush=True)
            lines += part
        os.chdir('/')
    if target:
        with open(target, 'w', encoding='utf-8') as out:
            out.write('\n'.join(lines) + '\n')


if __name__ == '__main__':
    main()
