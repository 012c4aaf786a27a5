/* error.c -- the names of errno: strerror has the words, and C has no way to ask for the name. */
#include "error.h"
#include "text.h"
#include <errno.h>
#include <string.h>

#define NAMED(e) \
    { \
        e, #e \
    }

/* Those of POSIX. Where two names are one number, the first one is told. */
static const struct named {
    int error;
    const char *name;
} named[] = { NAMED(EPERM), NAMED(ENOENT), NAMED(ESRCH), NAMED(EINTR), NAMED(EIO), NAMED(ENXIO), NAMED(E2BIG), NAMED(ENOEXEC),
    NAMED(EBADF), NAMED(ECHILD), NAMED(EAGAIN), NAMED(ENOMEM), NAMED(EACCES), NAMED(EFAULT), NAMED(EBUSY), NAMED(EEXIST),
    NAMED(EXDEV), NAMED(ENODEV), NAMED(ENOTDIR), NAMED(EISDIR), NAMED(EINVAL), NAMED(ENFILE), NAMED(EMFILE), NAMED(ENOTTY),
    NAMED(ETXTBSY), NAMED(EFBIG), NAMED(ENOSPC), NAMED(ESPIPE), NAMED(EROFS), NAMED(EMLINK), NAMED(EPIPE), NAMED(EDOM),
    NAMED(ERANGE), NAMED(EDEADLK), NAMED(ENAMETOOLONG), NAMED(ENOLCK), NAMED(ENOSYS), NAMED(ENOTEMPTY), NAMED(ELOOP),
    NAMED(EWOULDBLOCK), NAMED(ENOMSG), NAMED(EIDRM), NAMED(ENOLINK), NAMED(EPROTO), NAMED(EMULTIHOP), NAMED(EBADMSG),
    NAMED(EOVERFLOW), NAMED(EILSEQ), NAMED(ENOTSOCK), NAMED(EDESTADDRREQ), NAMED(EMSGSIZE), NAMED(EPROTOTYPE), NAMED(ENOPROTOOPT),
    NAMED(EPROTONOSUPPORT), NAMED(EOPNOTSUPP), NAMED(ENOTSUP), NAMED(EAFNOSUPPORT), NAMED(EADDRINUSE), NAMED(EADDRNOTAVAIL),
    NAMED(ENETDOWN), NAMED(ENETUNREACH), NAMED(ENETRESET), NAMED(ECONNABORTED), NAMED(ECONNRESET), NAMED(ENOBUFS), NAMED(EISCONN),
    NAMED(ENOTCONN), NAMED(ETIMEDOUT), NAMED(ECONNREFUSED), NAMED(EHOSTUNREACH), NAMED(EALREADY), NAMED(EINPROGRESS),
    NAMED(ESTALE), NAMED(EDQUOT), NAMED(ECANCELED), NAMED(EOWNERDEAD), NAMED(ENOTRECOVERABLE) };

void sb_error_print(sb_text *to, int error)
{
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        if (named[i].error == error) {
            sb_text_add(to, "%s (%s)", named[i].name, strerror(error));
            return;
        }
    }
    sb_text_add(to, "errno %d", error);
    if (error > 0 && strncmp(strerror(error), "Unknown", 7) != 0)
        sb_text_add(to, " (%s)", strerror(error));
}
