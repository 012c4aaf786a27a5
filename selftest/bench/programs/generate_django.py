"""generate_django.py -- users and enrolments per second by factory_boy on Django's models, the tables being those of generate.h.

    generate_django.py sqlite_memory|sqlite_file|postgres FOLDER

Lines "way rate" to the file BENCH_TO. The declarations are the cheapest that factory_boy has: no Faker, sequences and cycles of few words. create: one by
one, inside one transaction, as Django's TestCase has it; autocommit: the same without it; batch: create_batch; bulk: bulk_create of what build_batch built.
"""
import os, sys, time
import django
from django.conf import settings

USERS, ENROLMENTS, SEATS = 2000, 2000, 4
FEW = 100  # each waits for the disk


def database(kind, folder):
    if kind.startswith("sqlite"):
        return {"ENGINE": "django.db.backends.sqlite3",
                "NAME": ":memory:" if kind == "sqlite_memory" else os.path.join(folder, "generate-django-%d.db" % os.getpid())}
    about = dict(word.split("=", 1) for word in os.environ["SEEDBED_TEST_POSTGRES"].split())
    return {"ENGINE": "django.db.backends.postgresql", "NAME": about["dbname"], "USER": about["user"], "HOST": about["host"], "PORT": about["port"]}


kind, folder = sys.argv[1:]
place = {"sqlite_memory": "memory", "sqlite_file": "file", "postgres": "server"}[kind]
settings.configure(DATABASES={"default": database(kind, folder)}, INSTALLED_APPS=[], DEFAULT_AUTO_FIELD="django.db.models.AutoField")
django.setup()
import factory
from django.db import connection, models, transaction


class User(models.Model):
    username = models.CharField(max_length=64, unique=True)
    email = models.CharField(max_length=80, unique=True)
    first_name = models.CharField(max_length=60)
    last_name = models.CharField(max_length=60)
    country = models.CharField(max_length=2, db_index=True)
    age = models.IntegerField()

    class Meta:
        app_label, db_table = "bench", "users"


class Course(models.Model):
    code = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=200)

    class Meta:
        app_label, db_table = "bench", "courses"


class Enrolment(models.Model):
    user = models.ForeignKey(User, models.CASCADE, db_index=False)
    course = models.ForeignKey(Course, models.CASCADE)
    mode = models.CharField(max_length=20)
    completion = models.IntegerField()

    class Meta:
        app_label, db_table, unique_together = "bench", "enrolments", [("user", "course")]


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    first_name = factory.Iterator(["Ada", "Bjarne", "Clara", "Daniel"])
    last_name = factory.Iterator(["Andersen", "Berg", "Carlsen", "Dahl", "Eide"])
    username = factory.Sequence(lambda n: "berg%d" % n)
    email = factory.LazyAttribute(lambda user: user.username + "@example.com")
    country = factory.Iterator(["NO", "DE", "FR", "ES"])
    age = factory.Sequence(lambda n: 16 + n % 32)


class CourseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Course

    code = factory.Sequence(lambda n: "C%d" % n)
    title = factory.Sequence(lambda n: "Course %d" % n)


class EnrolmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Enrolment

    mode = factory.Iterator(["audit", "honor", "honor", "verified"])
    completion = factory.Sequence(lambda n: n % 64)


def tell(way, rows, begun):
    rate = rows / (time.perf_counter() - begun)
    with open(os.environ["BENCH_TO"], "a") as lines:
        print("django_%s_%s %.1f" % (way, place, rate), file=lines)


def users(way, make, rows=USERS):
    begun = time.perf_counter()
    make()
    tell(way + "_users", rows, begun)
    User.objects.all().delete()


def enrolments():
    people, courses = UserFactory.create_batch(ENROLMENTS // SEATS), CourseFactory.create_batch(50)
    begun = time.perf_counter()
    for i in range(ENROLMENTS):
        EnrolmentFactory.create(user=people[i // SEATS], course=courses[i % 50])
    tell("create_enrolments", ENROLMENTS, begun)
    Enrolment.objects.all().delete()
    begun = time.perf_counter()
    Enrolment.objects.bulk_create(
        [EnrolmentFactory.build(user=people[i // SEATS], course=courses[i % 50]) for i in range(ENROLMENTS)])
    tell("bulk_enrolments", ENROLMENTS, begun)


def one_by_one(rows=USERS):
    for _ in range(rows):
        UserFactory.create()


if kind.startswith("postgres"):
    with connection.cursor() as cursor:
        cursor.execute("SET client_min_messages = error; DROP TABLE IF EXISTS enrolments, courses, users")
with connection.schema_editor() as schema:
    for model in (User, Course, Enrolment):
        schema.create_model(model)
users("autocommit", lambda: one_by_one(FEW), FEW)
with transaction.atomic():
    users("create", one_by_one)
    users("batch", lambda: UserFactory.create_batch(USERS))
    users("bulk", lambda: User.objects.bulk_create(UserFactory.build_batch(USERS)))
    enrolments()
with connection.schema_editor() as schema:
    for model in (Enrolment, Course, User):
        schema.delete_model(model)
connection.close()
if kind == "sqlite_file":
    os.unlink(settings.DATABASES["default"]["NAME"])
