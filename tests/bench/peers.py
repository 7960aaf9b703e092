"""Programs that others wrote, put in place for the bench.

ready() installs what is missing, into the system where we are root and into a
folder of its own where npm does it, and says what could not be had.
"""
import os
import shutil
import subprocess

PACKAGES = {'mlr': 'miller', 'sqlite3': 'sqlite3', 'mawk': 'mawk',
            'node': 'nodejs', 'npm': 'npm'}
DUCKDB = '@duckdb/node-api'


def quietly(command, **more):
    """Whether a command could be run and went well."""
    try:
        return subprocess.run(command, stdout=subprocess.DEVNULL, check=False,
                              stderr=subprocess.DEVNULL, **more).returncode == 0
    except OSError:
        return False


def install(programs):
    packages = [PACKAGES[p] for p in programs if not shutil.which(p)]
    if packages and os.geteuid() == 0:
        quietly(['apt-get', '-qq', 'update'])
        quietly(['apt-get', '-qq', 'install', '-y', '--no-install-recommends',
                 *packages])


def ready(folder):
    """The names of the peers that are there; DuckDB is put into the folder."""
    install(PACKAGES)
    there = {p for p in ('mlr', 'sqlite3', 'mawk') if shutil.which(p)}
    os.makedirs(folder, exist_ok=True)
    module = os.path.join(folder, 'node_modules', DUCKDB)
    if not os.path.isdir(module) and shutil.which('npm'):
        quietly(['npm', 'install', '--prefix', folder, DUCKDB])
    if os.path.isdir(module) and shutil.which('node'):
        there.add('duckdb')
    for missing in {'mlr', 'sqlite3', 'mawk', 'duckdb'} - there:
        print('%s: could not be installed, and is left out' % missing)
    return there
