/* postgres.h -- the PostgreSQL backend, and what its connection promises beyond ext/backend.h.
 *
 * Locations: a url is what PQconnectdb takes: `host=/run/postgresql dbname=catalog`, or postgresql://host:port/catalog. libpq's own
 * defaults, its environment (PGHOST ...), service and password files hold as they do for the application. A database is not made
 * where there is none.
 *
 * Our connection talks UTF-8, waits up to five seconds for locks of others, and drops notices.
 *
 * Arguments: ? stands for an argument wherever it stands outside of quotes and comments, ?2 for the second one. Beside arguments the
 * operators of jsonb that have a ? in them are written with two: doc ?? 'key', doc ??| array['a', 'b'], doc @?? '$.a'; where there
 * are none, one will do. A number goes as digits
 * and a string as it is, and the server takes them for what they are compared with or stored in; bytes go as bytea.
 *
 * Cells: int2, int4, int8 and oid are integers, and so is bool: 1 and 0, as in SQLite. float4 and float8 are floating. A numeric is
 * an integer where it has no point and an int64_t holds it, floating where it has at most 15 digits, which a double gives back as
 * they were, and else text, so that no digit is lost. bytea is bytes. All else (dates, uuid, json, arrays, enums) is text as the
 * server writes it, dates as in 2024-02-29 13:00:00.
 */
#ifndef SEEDBED_POSTGRES_POSTGRES_H
#define SEEDBED_POSTGRES_POSTGRES_H

#include <seedbed/ext/backend.h>

extern const sb_backend sb_backend_postgres;

#endif
