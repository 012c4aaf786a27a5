/* heir.c -- a process beside main that ends what main's death would leave running. */
#include "heir.h"
#include "../../assert/context.h"
#include "os.h"
#include <stdatomic.h>
#include <unistd.h>

/* What was ended may write a little longer, while its folder is being removed. */
enum { TURNS = 50, TURN_US = 10000 };

static void inherit(const sb_heir *heir)
{
    const char *scratch = sb_context_get()->scratch;
    for (int turn = 0; turn < TURNS; turn++) {
        bool left = false;
        for (unsigned at = 0; at < heir->seats; at++) {
            pid_t child = atomic_load(&heir->group[at]);
            left = (child && sb_os_end_left(child)) || left;
        }
        if (scratch && sb_os_remove_tree(scratch))
            left = true;
        if (!left)
            return;
        usleep(TURN_US);
    }
}

static size_t bytes_of(const sb_heir *heir) { return heir->seats * sizeof *heir->group; }

void sb_heir_start(sb_heir *heir, unsigned seats)
{
    int file;
    heir->seats = seats;
    heir->group = sb_os_share(bytes_of(heir), &file);
    if (file >= 0)
        close(file); /* the mapping is enough: the heir is forked */
    heir->process = sb_os_fork_heir();
    if (heir->process == 0) {
        inherit(heir);
        _exit(0);
    }
    if (heir->process > 0)
        return;
    sb_os_unshare((void *)heir->group, bytes_of(heir), -1);
    heir->process = 0;
}

void sb_heir_note(sb_heir *heir, unsigned at, pid_t child)
{
    if (heir->process)
        atomic_store(&heir->group[at], child);
}

void sb_heir_end(sb_heir *heir)
{
    if (!heir->process)
        return;
    sb_os_end_heir(heir->process);
    sb_os_unshare((void *)heir->group, bytes_of(heir), -1);
    heir->process = 0;
}
