/* version.h -- do the installed test tables belong to the schema files and component versions of today?
 */
#ifndef SEEDBED_FRAMEWORK_SANDBOX_VERSION_H
#define SEEDBED_FRAMEWORK_SANDBOX_VERSION_H

#include "marker.h"

/* What differs, one line each without an indent, as in "component catalog: installed 3, now 4": NULL where nothing does. The
 * caller frees it. */
char *sb_version_differences(const sb_marker *installed, const sb_schema *schema);
/* SB_EREFUSED with what differs and the command that brings the tables up to date. */
int sb_version_check(const sb_marker *installed, const sb_schema *schema);

#endif
