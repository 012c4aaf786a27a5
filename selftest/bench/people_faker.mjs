// people_faker.mjs -- how many coherent people per second @faker-js/faker makes: node people_faker.mjs FOLDER-WITH-node_modules [SECONDS]
//
// A coherent person, as its documentation puts one together: a sex, a first name of it and a last name, user name and e-mail from both, and
// phone, street, postcode, city, country and birthday of the locale. Prints one line per round, people per second; the last one is a
// mixture of four locales, which is nearer to what Seedbed makes. Nothing is kept, so that the collector of garbage has it easy.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import path from 'node:path';

const folder = path.resolve(process.argv[2] ?? '.');
const seconds = Number(process.argv[3] ?? 1);
const require = createRequire(path.join(folder, 'package.json'));
const { faker, fakerDE, fakerFR, fakerJA } = await import(pathToFileURL(require.resolve('@faker-js/faker')).href);

function person(f, n) {
  const sex = f.person.sexType();
  const firstName = f.person.firstName(sex);
  const lastName = f.person.lastName(sex);
  return {
    sex,
    firstName,
    lastName,
    username: f.internet.username({ firstName, lastName }) + n, // theirs is not unique: the number makes it so
    email: f.internet.exampleEmail({ firstName, lastName }),
    fullName: f.person.fullName({ firstName, lastName, sex }),
    phone: f.phone.number(),
    street: f.location.streetAddress(),
    postcode: f.location.zipCode(),
    city: f.location.city(),
    region: f.location.state(),
    country: f.location.countryCode(),
    birthday: f.date.birthdate(),
  };
}

// People per second, for so long, of these locales in turn.
function rate(locales) {
  let n = 0, bytes = 0;
  const start = performance.now();
  let end = start;
  while (end - start < seconds * 1000) {
    for (let i = 0; i < 200; i++) bytes += person(locales[n % locales.length], n++).email.length;
    end = performance.now();
  }
  return bytes > 0 ? (n / (end - start)) * 1000 : 0;
}

for (const f of [faker, fakerDE, fakerFR, fakerJA]) f.seed(1);
rate([faker]); // compiled by now
for (let round = 0; round < 5; round++) console.log('en', Math.round(rate([faker])));
for (let round = 0; round < 5; round++) console.log('mixture', Math.round(rate([faker, fakerDE, fakerFR, fakerJA])));
