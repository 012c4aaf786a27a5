"""resets_django.py -- what Django's TestCase and TransactionTestCase take per test, in microseconds, as resets_sqlite.c and resets_postgres.c have it.

    resets_django.py sqlite|postgres FOLDER

Lines "way tables reset whole nothing" to the file BENCH_TO: from the end of a test's own code to the beginning of the next one's; the same with the
writes before it and the first SELECT behind it; and where a test wrote nothing. Medians. FOLDER is where the application is written to.
"""
import importlib, os, statistics, subprocess, sys, time, unittest

SIZES = (10, 100, 500)
TESTS = {"testcase": (201, 201, 201), "transactiontestcase": (51, 15, 5)}
MODEL = "class T%d(models.Model):\n    name = models.TextField(db_index=True)\n    n = models.IntegerField(null=True)\n\n"


def database(kind, folder):
    if kind == "sqlite":
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": os.path.join(folder, "live.db")}
    about = dict(word.split("=", 1) for word in os.environ["SEEDBED_TEST_POSTGRES"].split())
    return {"ENGINE": "django.db.backends.postgresql", "NAME": about["dbname"], "USER": about["user"], "HOST": about["host"],
            "PORT": about["port"], "TEST": {"NAME": "seedbed_bench_django"}}


def cases(base, models, n, writes, begun, ended, seen):
    """n tests that note when their own code begins and ends, and when the first SELECT is over."""
    def one(self):
        begun.append(time.perf_counter())
        list(models.T3.objects.values_list("n")[:1])
        seen.append(time.perf_counter())
        if writes:
            models.T3.objects.create(name="one", n=1)
            models.T3.objects.create(name="two", n=2)
            models.T7.objects.create(name="three", n=3)
        ended.append(time.perf_counter())
    return type("Case", (base,), {"test_%04d" % i: one for i in range(n)})


def measure(base, models, n):
    """reset, whole, nothing"""
    taken = []
    for writes in (True, False):
        begun, ended, seen = [], [], []
        suite = unittest.defaultTestLoader.loadTestsFromTestCase(cases(base, models, n, writes, begun, ended, seen))
        result = unittest.TextTestRunner(stream=open(os.devnull, "w")).run(suite)
        if not result.wasSuccessful():
            sys.exit("resets_django: %s" % (result.failures + result.errors)[0][1])
        resets = [b - e for e, b in zip(ended[1:], begun[2:])]
        wholes = [(e - s) + (b - e) + (f - b) for s, e, b, f in zip(seen[1:], ended[1:], begun[2:], seen[2:])]
        taken += [statistics.median(resets) * 1e6] + ([statistics.median(wholes) * 1e6] if writes else [])
    return taken


def take(kind, folder, tables, out):
    os.makedirs(os.path.join(folder, "benchapp"), exist_ok=True)
    open(os.path.join(folder, "benchapp", "__init__.py"), "w").close()
    with open(os.path.join(folder, "benchapp", "models.py"), "w") as file:
        file.write("from django.db import models\n\n" + "".join(MODEL % i for i in range(tables)))
    sys.path.insert(0, folder)
    import django
    from django.conf import settings
    settings.configure(INSTALLED_APPS=["benchapp"], DATABASES={"default": database(kind, folder)}, DEFAULT_AUTO_FIELD="django.db.models.AutoField",
                       USE_TZ=True)
    django.setup()
    from django.db import connection
    from django.test import TestCase, TransactionTestCase
    from django.test.utils import setup_test_environment
    setup_test_environment()
    models = importlib.import_module("benchapp.models")
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        for name, base in (("testcase", TestCase), ("transactiontestcase", TransactionTestCase)):
            n = TESTS[name][SIZES.index(tables)]
            print("django_%s %d %.3f %.3f %.3f" % ((name, tables) + tuple(measure(base, models, n))), file=out)
    finally:
        connection.creation.destroy_test_db("", verbosity=0)


if __name__ == "__main__":
    if len(sys.argv) == 4:  # a process for each: settings are made once
        with open(os.environ["BENCH_TO"], "a") as lines:
            take(sys.argv[1], sys.argv[2], int(sys.argv[3]), lines)
    else:
        for size in SIZES:
            subprocess.run([sys.executable, "-B", *sys.argv, str(size)], check=True)
