/* serve.c -- a spawned worker, from what main handed over to its last case. */
#include "serve.h"
#include "process/leaks.h"
#include "process/resources.h"
#include "record/record.h"
#include "snapshot/hook.h"
#include <errno.h>
#include <string.h>
#include <unistd.h>

/* Nothing of it is freed: it lives as long as the process. */
void sb_serve(const sb_handover *given)
{
    sb_worker worker;
    sb_plan plan;
    sb_capture capture;
    sb_handed handed;
    const sb_sink *sink = sb_record_join(given->journal);
    int rc = sb_handover_read(given, &worker, &plan, &handed);
    if (rc == SB_OK && worker.leaks)
        sb_leaks_watch();
    if (rc == SB_OK)
        sb_context_get()->full_values = worker.full_values;
    if (rc == SB_OK)
        rc = sb_resources_take_over(&handed);
    const sb_snapshot_hook *hook = sb_context_get()->snapshot_hook;
    if (rc == SB_OK && hook)
        rc = hook->take_over(&handed);
    if (rc == SB_OK && sb_capture_join(&capture, given->capture))
        rc = sb_fail_with(SB_ERR, "the file for a worker's output cannot be mapped: %s", strerror(errno));
    if (rc) {
        sink->broken(sink->env, sb_error());
        _exit(SB_EXIT_INTERNAL);
    }
    worker.sink = sink;
    worker.capture = &capture;
    sb_worker_live(&worker);
}
