#pragma once

struct pj_ctx;

/* Lets a context of PROJ open no file but those that are installed with PROJ; 0 where that cannot be done. */
int projection_files_guard(struct pj_ctx *context);

/* How many files guarded contexts were asked to open on this thread that are none of PROJ's own: grids and lists that
   the definition of a reference system names by a path. None of them was opened. */
unsigned projection_files_refused(void);

/* Whether a path names a file in a folder of PROJ's own, or no folder at all. */
int projection_files_is_of_proj(const char *path);
