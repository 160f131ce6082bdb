#pragma once

/* How many files PROJ was asked to open on this thread that are none of its own: grids and lists that the
   definition of a reference system names by a path. None of them was opened. */
unsigned projection_files_refused(void);
