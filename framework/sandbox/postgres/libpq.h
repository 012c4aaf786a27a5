/* libpq.h -- the functions of libpq, loaded when the first sandbox on PostgreSQL asks for them.
 *
 * What it is: libpq brings twenty libraries along, and a program whose tests are on SQLite shall not pay for them. Nobody links it;
 * its header gives the types, and everything is called through this table, as in pq->PQexec(handle, sql). So it is always libpq's own
 * function that is called, also where the test program has one of the same name that watches the application.
 *
 * Threads: any.
 */
#ifndef SEEDBED_POSTGRES_LIBPQ_H
#define SEEDBED_POSTGRES_LIBPQ_H

#include <libpq-fe.h>
#include <locale.h>
#include <stdint.h>

#define SB__LIBPQ_CALLS(CALL) \
    CALL(PQbackendPID) \
    CALL(PQcancel) \
    CALL(PQclear) \
    CALL(PQcmdStatus) \
    CALL(PQcmdTuples) \
    CALL(PQconndefaults) \
    CALL(PQconnectdb) \
    CALL(PQconnectdbParams) \
    CALL(PQconnectPoll) \
    CALL(PQconnectStart) \
    CALL(PQconnectStartParams) \
    CALL(PQconninfo) \
    CALL(PQconninfoFree) \
    CALL(PQconninfoParse) \
    CALL(PQconsumeInput) \
    CALL(PQdb) \
    CALL(PQdescribePrepared) \
    CALL(PQenterPipelineMode) \
    CALL(PQerrorMessage) \
    CALL(PQescapeIdentifier) \
    CALL(PQescapeLiteral) \
    CALL(PQexec) \
    CALL(PQexecParams) \
    CALL(PQexecPrepared) \
    CALL(PQexitPipelineMode) \
    CALL(PQfinish) \
    CALL(PQflush) \
    CALL(PQfn) \
    CALL(PQfname) \
    CALL(PQfformat) \
    CALL(PQfreeCancel) \
    CALL(PQfreemem) \
    CALL(PQftable) \
    CALL(PQftype) \
    CALL(PQgetCancel) \
    CALL(PQgetCopyData) \
    CALL(PQgetisnull) \
    CALL(PQgetlength) \
    CALL(PQgetResult) \
    CALL(PQgetvalue) \
    CALL(PQhost) \
    CALL(PQhostaddr) \
    CALL(PQisBusy) \
    CALL(PQisnonblocking) \
    CALL(PQnfields) \
    CALL(PQnotifies) \
    CALL(PQntuples) \
    CALL(PQoptions) \
    CALL(PQparameterStatus) \
    CALL(PQpipelineStatus) \
    CALL(PQpipelineSync) \
    CALL(PQport) \
    CALL(PQprepare) \
    CALL(PQputCopyData) \
    CALL(PQputCopyEnd) \
    CALL(PQreset) \
    CALL(PQresetPoll) \
    CALL(PQresetStart) \
    CALL(PQresultErrorField) \
    CALL(PQresultErrorMessage) \
    CALL(PQresultStatus) \
    CALL(PQsendPrepare) \
    CALL(PQsendQuery) \
    CALL(PQsendQueryParams) \
    CALL(PQsendQueryPrepared) \
    CALL(PQserverVersion) \
    CALL(PQsetdbLogin) \
    CALL(PQsetnonblocking) \
    CALL(PQsetNoticeProcessor) \
    CALL(PQsetNoticeReceiver) \
    CALL(PQsetSingleRowMode) \
    CALL(PQsocket) \
    CALL(PQstatus) \
    CALL(PQtransactionStatus) \
    CALL(PQunescapeBytea) \
    CALL(PQuser)

typedef struct sb_libpq {
#define SB__LIBPQ_FIELD(name) __typeof__(&name) name;
    SB__LIBPQ_CALLS(SB__LIBPQ_FIELD)
#undef SB__LIBPQ_FIELD
    uintptr_t from, to; /* where its code lies: a call from there is libpq's own */
    locale_t plain;     /* in which numbers have a point, whatever the program's locale has */
} sb_libpq;

/* Loads libpq at the first call; it stays for the life of the process. NULL, with a message that says what to install. */
const sb_libpq *sb__libpq(void);

#endif
