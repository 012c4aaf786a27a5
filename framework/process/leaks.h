/* leaks.h -- --leaks: a test fails that leaves descriptors open or children behind.
 *
 * What it is: a resource that is only there when somebody asked for it, below all others, so that it looks before the first and after the
 * last of them. A look costs some system calls, which is why nobody else pays for it.
 */
#ifndef SEEDBED_FRAMEWORK_PROCESS_LEAKS_H
#define SEEDBED_FRAMEWORK_PROCESS_LEAKS_H

/* In main before resources are prepared, and in a spawned worker before they are taken over. */
void sb_leaks_watch(void);

#endif
