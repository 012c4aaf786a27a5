/* generate_people.c -- coherent people per second without a database. A line "people rate" to the file BENCH_TO.
 */
#include "generate.h"
#include <seedbed/make.h>

enum { BUDGET_MS = 300, AT_ONCE = 1000 };

int main(void)
{
    static sb_user user;
    int64_t from = bench_now_ns(), end = from + (int64_t)BUDGET_MS * 1000000;
    uint64_t n = 0, seen = 0;
    while (bench_now_ns() < end)
        for (int i = 0; i < AT_ONCE; i++) {
            sb_user_at(1, n++, &user);
            seen += (unsigned char)user.email[0];
        }
    if (!seen)
        bench_die("people", "they have no addresses");
    generate_tell("people", n, from);
    return 0;
}
