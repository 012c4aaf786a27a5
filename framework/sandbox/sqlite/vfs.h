/* vfs.h -- SQLite's way to the images: which path is which image, and everything else to whom it belongs.
 *
 * What it is: methods in place of those of each VFS that SQLite has (hook.h), its own and the application's. Each looks a path up in
 * the list of images; what is not there goes on to the method that it took the place of.
 *
 * Names: an image is called by its path; a second one for the same path, by the path and "/#2", which is no file's name. Opening
 * the path gives the image that is in front; SQLite then uses the name for journal and WAL, so that they find their image.
 */
#ifndef SEEDBED_SQLITE_VFS_H
#define SEEDBED_SQLITE_VFS_H

#include "image.h"
#include <seedbed/ext/backend.h>

/* Bring the image into the list, in front, and give it its name; the first call in a process registers with SQLite. */
int sb__vfs_add(sb_image *image);
void sb__vfs_to_front(sb_image *image);
/* Out of the list: its path leads to the next image of that path, or to the real file. */
void sb__vfs_remove(sb_image *image);
/* Of all images. */
void sb__vfs_each(void (*fn)(void *env, sb_image *image), void *env);
/* The path leads to an image. */
bool sb__vfs_has(const char *path);
/* ext/backend.h says what these do; watch.c does it. */
int sb__vfs_guard(const char *path, const char *sandbox);
int sb__vfs_also(const char *path, const char *location);
int sb__vfs_beside(const sb_beside *beside);
void sb__vfs_admit(const char *path);
void sb__vfs_strict(bool strict);
const char *sb__vfs_refused(void);
void sb__vfs_unguard(void);

#endif
